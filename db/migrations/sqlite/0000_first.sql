CREATE TABLE `account_districts` (
	`account_id` text NOT NULL,
	`district_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `district_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`is_editor` integer NOT NULL,
	`is_administrator` integer NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer,
	`last_sign_in_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email` ON `accounts` (`email`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`submission_id` text,
	`form_key` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`is_public` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attachments_submission` ON `attachments` (`submission_id`);--> statement-breakpoint
CREATE INDEX `attachments_form` ON `attachments` (`form_key`);--> statement-breakpoint
CREATE TABLE `contributors` (
	`submission_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`organisation` text NOT NULL,
	`consent_at` integer NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contributors_email` ON `contributors` (`email`);--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `district_areas` (
	`district_id` text NOT NULL,
	`stadtteil` text NOT NULL,
	`coverage` text NOT NULL,
	`part` text,
	`valid_from` integer NOT NULL,
	`valid_until` integer,
	PRIMARY KEY(`district_id`, `stadtteil`, `valid_from`),
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stadtteil`) REFERENCES `stadtteile`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `districts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`colour` text NOT NULL,
	`colour_dark` text NOT NULL,
	`intro` text NOT NULL,
	`outline` text,
	`office_name` text NOT NULL,
	`office_email` text NOT NULL,
	`office_phone` text NOT NULL,
	`office_address` text NOT NULL,
	`office_hours` text NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_until` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `districts_slug` ON `districts` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `districts_code` ON `districts` (`code`);--> statement-breakpoint
CREATE TABLE `history` (
	`id` text PRIMARY KEY NOT NULL,
	`submission_id` text NOT NULL,
	`at` integer NOT NULL,
	`version` integer NOT NULL,
	`event` text NOT NULL,
	`by` text NOT NULL,
	`by_name` text NOT NULL,
	`review` text NOT NULL,
	`publication` text NOT NULL,
	`promotion` text NOT NULL,
	`details` text NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `history_submission` ON `history` (`submission_id`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`submission_id` text,
	`mail` text NOT NULL,
	`status` text NOT NULL,
	`to_address` text NOT NULL,
	`to_name` text NOT NULL,
	`reply_to` text NOT NULL,
	`language` text NOT NULL,
	`data` text NOT NULL,
	`held` integer NOT NULL,
	`created_at` integer NOT NULL,
	`send_after` integer NOT NULL,
	`leased_until` integer,
	`attempts` integer NOT NULL,
	`last_error` text,
	`sent_at` integer,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`status`,`send_after`);--> statement-breakpoint
CREATE INDEX `outbox_submission` ON `outbox` (`submission_id`);--> statement-breakpoint
CREATE TABLE `published_items` (
	`submission_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`district_id` text NOT NULL,
	`slug` text NOT NULL,
	`sort_key` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`language` text NOT NULL,
	`stadtteil` text NOT NULL,
	`starts_at` integer,
	`ends_at` integer,
	`content` text NOT NULL,
	`html` text NOT NULL,
	`published_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`landing_rank` integer,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `published_slug` ON `published_items` (`slug`);--> statement-breakpoint
CREATE INDEX `published_kind` ON `published_items` (`kind`,`state`,`sort_key`,`ends_at`,`starts_at`);--> statement-breakpoint
CREATE INDEX `published_district` ON `published_items` (`district_id`,`kind`,`state`,`sort_key`,`ends_at`,`starts_at`);--> statement-breakpoint
CREATE INDEX `published_landing` ON `published_items` (`landing_rank`);--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rate_limits_expiry` ON `rate_limits` (`expires_at`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`submission_id` text NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`submission_id`, `number`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`data` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `stadtteile` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`stadtbezirk` text NOT NULL,
	`postal_codes` text NOT NULL,
	`latitude` real,
	`longitude` real
);
--> statement-breakpoint
CREATE TABLE `street_ranges` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`street` text NOT NULL,
	`street_folded` text NOT NULL,
	`stadtteil` text NOT NULL,
	`postal_code` text NOT NULL,
	`odd_from` integer,
	`odd_to` integer,
	`even_from` integer,
	`even_to` integer,
	FOREIGN KEY (`stadtteil`) REFERENCES `stadtteile`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `street_ranges_street` ON `street_ranges` (`street_folded`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`kind` text NOT NULL,
	`district_id` text NOT NULL,
	`routed_by` text NOT NULL,
	`route_certain` integer NOT NULL,
	`idempotency_key` text NOT NULL,
	`language` text NOT NULL,
	`fill_seconds` integer NOT NULL,
	`title` text NOT NULL,
	`slug` text NOT NULL,
	`starts_at` integer,
	`created_at` integer NOT NULL,
	`review` text NOT NULL,
	`publication` text NOT NULL,
	`promotion` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`confirmed` integer NOT NULL,
	`claimed_by` text,
	`waiting_since` integer,
	`escalated` integer NOT NULL,
	`revision` integer NOT NULL,
	`ends_at` integer,
	`approved_revision` integer,
	`approved_ends_at` integer,
	`publish_at` integer,
	`promoted_until` integer,
	`undo` text,
	`due_at` integer,
	FOREIGN KEY (`district_id`) REFERENCES `districts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_reference` ON `submissions` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_idempotency` ON `submissions` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `submissions_queue` ON `submissions` (`district_id`,`review`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `submissions_changed` ON `submissions` (`district_id`,`changed_at`);--> statement-breakpoint
CREATE INDEX `submissions_publication` ON `submissions` (`district_id`,`publication`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `submissions_promotion` ON `submissions` (`promotion`,`changed_at`);--> statement-breakpoint
CREATE INDEX `submissions_escalated` ON `submissions` (`escalated`,`review`,`due_at`);--> statement-breakpoint
CREATE TABLE `timers` (
	`submission_id` text NOT NULL,
	`timer_id` text NOT NULL,
	`event` text NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`submission_id`, `timer_id`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `timers_due` ON `timers` (`due_at`);