CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`key_hash` text NOT NULL,
	`hint` text NOT NULL,
	`organisation` text NOT NULL,
	`contact_name` text NOT NULL,
	`contact_email` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash` ON `api_keys` (`key_hash`);--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`size` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`form_key` text NOT NULL,
	`answers` text NOT NULL,
	`email` text NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`remind_at` integer,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_form` ON `drafts` (`form_key`);--> statement-breakpoint
CREATE INDEX `drafts_reminder` ON `drafts` (`remind_at`);--> statement-breakpoint
CREATE INDEX `drafts_expiry` ON `drafts` (`expires_at`);--> statement-breakpoint
CREATE TABLE `mail_marks` (
	`address_digest` text PRIMARY KEY NOT NULL,
	`no_reminders` integer NOT NULL,
	`bounced_at` integer,
	`bounce_reason` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `occurrences` (
	`submission_id` text NOT NULL,
	`date` text NOT NULL,
	`state` text NOT NULL,
	`district_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	PRIMARY KEY(`submission_id`, `date`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `occurrences_time` ON `occurrences` (`starts_at`,`submission_id`,`ends_at`);--> statement-breakpoint
CREATE INDEX `occurrences_district` ON `occurrences` (`district_id`,`starts_at`,`submission_id`,`ends_at`);--> statement-breakpoint
CREATE TABLE `participants` (
	`id` text PRIMARY KEY NOT NULL,
	`submission_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`language` text NOT NULL,
	`invited_at` integer NOT NULL,
	`accepted_at` integer,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participants_once` ON `participants` (`submission_id`,`email`);--> statement-breakpoint
CREATE INDEX `participants_email` ON `participants` (`email`);--> statement-breakpoint
CREATE TABLE `subscription_items` (
	`subscription_id` text NOT NULL,
	`uid` text NOT NULL,
	`submission_id` text NOT NULL,
	`answers` text NOT NULL,
	`missing_since` integer,
	PRIMARY KEY(`subscription_id`, `uid`),
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `subscription_items_submission` ON `subscription_items` (`submission_id`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`organisation` text NOT NULL,
	`district_id` text NOT NULL,
	`defaults` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`next_fetch_at` integer,
	`last_fetch_at` integer,
	`last_change_at` integer,
	`failures` integer NOT NULL,
	`last_error` text,
	`etag` text NOT NULL,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `subscriptions_due` ON `subscriptions` (`next_fetch_at`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `bundle` text;--> statement-breakpoint
CREATE INDEX `outbox_bundle` ON `outbox` (`bundle`,`status`);--> statement-breakpoint
ALTER TABLE `published_items` ADD `confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `published_items` ADD `unconfirmed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `freshness` text DEFAULT 'notAsked' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `submissions` ADD `source` text DEFAULT 'form' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `batch_id` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `api_key_id` text;--> statement-breakpoint
CREATE INDEX `submissions_batch` ON `submissions` (`batch_id`);--> statement-breakpoint
CREATE INDEX `submissions_freshness` ON `submissions` (`district_id`,`freshness`,`changed_at`);