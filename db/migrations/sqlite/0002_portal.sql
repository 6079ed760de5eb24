CREATE TABLE `articles` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`district_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`language` text NOT NULL,
	`image` text,
	`position` integer NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`published_at` integer,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_slug` ON `articles` (`kind`,`district_id`,`slug`);--> statement-breakpoint
CREATE INDEX `articles_newest` ON `articles` (`kind`,`state`,`published_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_district` ON `articles` (`district_id`,`kind`,`state`,`published_at`,`id`);--> statement-breakpoint
CREATE TABLE `district_redirects` (
	`slug` text NOT NULL,
	`district_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`slug`, `district_id`),
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `item_facets` (
	`facet` text NOT NULL,
	`submission_id` text NOT NULL,
	`kind` text NOT NULL,
	`district_id` text NOT NULL,
	`sort_key` text NOT NULL,
	PRIMARY KEY(`facet`, `submission_id`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_facets_kind` ON `item_facets` (`facet`,`kind`,`sort_key`);--> statement-breakpoint
CREATE INDEX `item_facets_district` ON `item_facets` (`facet`,`district_id`,`kind`,`sort_key`);--> statement-breakpoint
CREATE INDEX `item_facets_submission` ON `item_facets` (`submission_id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`form_key` text NOT NULL,
	`district_id` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`subject_title` text NOT NULL,
	`url` text NOT NULL,
	`reason` text NOT NULL,
	`explanation` text NOT NULL,
	`reporter_name` text NOT NULL,
	`reporter_email` text NOT NULL,
	`good_faith` integer NOT NULL,
	`language` text NOT NULL,
	`state` text NOT NULL,
	`outcome` text,
	`answer` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_reference` ON `reports` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `reports_form` ON `reports` (`form_key`);--> statement-breakpoint
CREATE INDEX `reports_queue` ON `reports` (`district_id`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `reports_subject` ON `reports` (`subject_id`);--> statement-breakpoint
CREATE TABLE `search_documents` (
	`number` integer PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`district_id` text NOT NULL,
	`title` text NOT NULL,
	`names` text NOT NULL,
	`body` text NOT NULL,
	`fresh_at` integer NOT NULL,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_documents_source` ON `search_documents` (`source_id`);--> statement-breakpoint
CREATE INDEX `search_documents_district` ON `search_documents` (`district_id`,`number`);--> statement-breakpoint
CREATE TABLE `search_grams` (
	`gram` text NOT NULL,
	`word` text NOT NULL,
	PRIMARY KEY(`gram`, `word`)
);
--> statement-breakpoint
CREATE INDEX `search_grams_word` ON `search_grams` (`word`);--> statement-breakpoint
CREATE TABLE `search_words` (
	`word` text PRIMARY KEY NOT NULL,
	`uses` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `attachments` ADD `kept_for` text;--> statement-breakpoint
ALTER TABLE `districts` ADD `picture` text;--> statement-breakpoint
ALTER TABLE `occurrences` ADD `stadtteil` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `occurrences_stadtteil` ON `occurrences` (`stadtteil`,`starts_at`,`submission_id`,`ends_at`);--> statement-breakpoint
ALTER TABLE `submissions` ADD `text_language` text DEFAULT 'de' NOT NULL;