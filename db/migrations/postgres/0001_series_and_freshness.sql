CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"key_hash" text NOT NULL,
	"hint" text NOT NULL,
	"organisation" text NOT NULL,
	"contact_name" text NOT NULL,
	"contact_email" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"size" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"form_key" text NOT NULL,
	"answers" jsonb NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"remind_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_marks" (
	"address_digest" text PRIMARY KEY NOT NULL,
	"no_reminders" boolean NOT NULL,
	"bounced_at" timestamp (3) with time zone,
	"bounce_reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "occurrences" (
	"submission_id" text NOT NULL,
	"date" text NOT NULL,
	"state" text NOT NULL,
	"district_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "occurrences_submission_id_date_pk" PRIMARY KEY("submission_id","date")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"id" text PRIMARY KEY NOT NULL,
	"submission_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "subscription_items" (
	"subscription_id" text NOT NULL,
	"uid" text NOT NULL,
	"submission_id" text NOT NULL,
	"answers" jsonb NOT NULL,
	"missing_since" timestamp (3) with time zone,
	CONSTRAINT "subscription_items_subscription_id_uid_pk" PRIMARY KEY("subscription_id","uid")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"organisation" text NOT NULL,
	"district_id" text NOT NULL,
	"defaults" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"next_fetch_at" timestamp (3) with time zone,
	"last_fetch_at" timestamp (3) with time zone,
	"last_change_at" timestamp (3) with time zone,
	"failures" integer NOT NULL,
	"last_error" text,
	"etag" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "bundle" text;--> statement-breakpoint
ALTER TABLE "published_items" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "published_items" ADD COLUMN "unconfirmed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "freshness" text DEFAULT 'notAsked' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "source" text DEFAULT 'form' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "api_key_id" text;--> statement-breakpoint
ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD CONSTRAINT "subscription_items_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD CONSTRAINT "subscription_items_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_form" ON "drafts" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "drafts_reminder" ON "drafts" USING btree ("remind_at");--> statement-breakpoint
CREATE INDEX "drafts_expiry" ON "drafts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "occurrences_time" ON "occurrences" USING btree ("starts_at","submission_id","ends_at");--> statement-breakpoint
CREATE INDEX "occurrences_district" ON "occurrences" USING btree ("district_id","starts_at","submission_id","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "participants_once" ON "participants" USING btree ("submission_id","email");--> statement-breakpoint
CREATE INDEX "participants_email" ON "participants" USING btree ("email");--> statement-breakpoint
CREATE INDEX "subscription_items_submission" ON "subscription_items" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("next_fetch_at");--> statement-breakpoint
CREATE INDEX "outbox_bundle" ON "outbox" USING btree ("bundle","status");--> statement-breakpoint
CREATE INDEX "submissions_batch" ON "submissions" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "submissions_freshness" ON "submissions" USING btree ("district_id","freshness","changed_at");