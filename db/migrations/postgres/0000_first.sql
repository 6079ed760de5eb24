CREATE TABLE "account_districts" (
	"account_id" text NOT NULL,
	"district_id" text NOT NULL,
	CONSTRAINT "account_districts_account_id_district_id_pk" PRIMARY KEY("account_id","district_id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"is_editor" boolean NOT NULL,
	"is_administrator" boolean NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deactivated_at" timestamp (3) with time zone,
	"last_sign_in_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"submission_id" text,
	"form_key" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"is_public" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contributors" (
	"submission_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"phone" text NOT NULL,
	"organisation" text NOT NULL,
	"consent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "district_areas" (
	"district_id" text NOT NULL,
	"stadtteil" text NOT NULL,
	"coverage" text NOT NULL,
	"part" text,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone,
	CONSTRAINT "district_areas_district_id_stadtteil_valid_from_pk" PRIMARY KEY("district_id","stadtteil","valid_from")
);
--> statement-breakpoint
CREATE TABLE "districts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"colour" text NOT NULL,
	"colour_dark" text NOT NULL,
	"intro" text NOT NULL,
	"outline" text,
	"office_name" text NOT NULL,
	"office_email" text NOT NULL,
	"office_phone" text NOT NULL,
	"office_address" text NOT NULL,
	"office_hours" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "history" (
	"id" text PRIMARY KEY NOT NULL,
	"submission_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	"event" text NOT NULL,
	"by" jsonb NOT NULL,
	"by_name" text NOT NULL,
	"review" text NOT NULL,
	"publication" text NOT NULL,
	"promotion" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"submission_id" text,
	"mail" text NOT NULL,
	"status" text NOT NULL,
	"to_address" text NOT NULL,
	"to_name" text NOT NULL,
	"reply_to" text NOT NULL,
	"language" text NOT NULL,
	"data" jsonb NOT NULL,
	"held" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"send_after" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"attempts" integer NOT NULL,
	"last_error" text,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "published_items" (
	"submission_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"district_id" text NOT NULL,
	"slug" text NOT NULL,
	"sort_key" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"language" text NOT NULL,
	"stadtteil" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"content" jsonb NOT NULL,
	"html" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"landing_rank" integer
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"submission_id" text NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"by" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revisions_submission_id_number_pk" PRIMARY KEY("submission_id","number")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"account_id" text,
	"data" jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stadtteile" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"stadtbezirk" text NOT NULL,
	"postal_codes" jsonb NOT NULL,
	"latitude" double precision,
	"longitude" double precision
);
--> statement-breakpoint
CREATE TABLE "street_ranges" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"street" text NOT NULL,
	"street_folded" text NOT NULL,
	"stadtteil" text NOT NULL,
	"postal_code" text NOT NULL,
	"odd_from" integer,
	"odd_to" integer,
	"even_from" integer,
	"even_to" integer
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"district_id" text NOT NULL,
	"routed_by" text NOT NULL,
	"route_certain" boolean NOT NULL,
	"idempotency_key" text NOT NULL,
	"language" text NOT NULL,
	"fill_seconds" integer NOT NULL,
	"title" text NOT NULL,
	"slug" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"review" text NOT NULL,
	"publication" text NOT NULL,
	"promotion" text NOT NULL,
	"machine_version" integer NOT NULL,
	"version" integer NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"confirmed" boolean NOT NULL,
	"claimed_by" text,
	"waiting_since" timestamp (3) with time zone,
	"escalated" boolean NOT NULL,
	"revision" integer NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"approved_revision" integer,
	"approved_ends_at" timestamp (3) with time zone,
	"publish_at" timestamp (3) with time zone,
	"promoted_until" timestamp (3) with time zone,
	"undo" jsonb,
	"due_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"submission_id" text NOT NULL,
	"timer_id" text NOT NULL,
	"event" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "timers_submission_id_timer_id_pk" PRIMARY KEY("submission_id","timer_id")
);
--> statement-breakpoint
ALTER TABLE "account_districts" ADD CONSTRAINT "account_districts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_districts" ADD CONSTRAINT "account_districts_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "district_areas" ADD CONSTRAINT "district_areas_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "district_areas" ADD CONSTRAINT "district_areas_stadtteil_stadtteile_code_fk" FOREIGN KEY ("stadtteil") REFERENCES "public"."stadtteile"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_items" ADD CONSTRAINT "published_items_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_items" ADD CONSTRAINT "published_items_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "street_ranges" ADD CONSTRAINT "street_ranges_stadtteil_stadtteile_code_fk" FOREIGN KEY ("stadtteil") REFERENCES "public"."stadtteile"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_email" ON "accounts" USING btree ("email");--> statement-breakpoint
CREATE INDEX "attachments_submission" ON "attachments" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "attachments_form" ON "attachments" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "contributors_email" ON "contributors" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "districts_slug" ON "districts" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "districts_code" ON "districts" USING btree ("code");--> statement-breakpoint
CREATE INDEX "history_submission" ON "history" USING btree ("submission_id","id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("status","send_after");--> statement-breakpoint
CREATE INDEX "outbox_submission" ON "outbox" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "published_slug" ON "published_items" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "published_kind" ON "published_items" USING btree ("kind","state","sort_key","ends_at","starts_at");--> statement-breakpoint
CREATE INDEX "published_district" ON "published_items" USING btree ("district_id","kind","state","sort_key","ends_at","starts_at");--> statement-breakpoint
CREATE INDEX "published_landing" ON "published_items" USING btree ("landing_rank");--> statement-breakpoint
CREATE INDEX "rate_limits_expiry" ON "rate_limits" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "street_ranges_street" ON "street_ranges" USING btree ("street_folded");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_reference" ON "submissions" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_idempotency" ON "submissions" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "submissions_queue" ON "submissions" USING btree ("district_id","review","due_at","id");--> statement-breakpoint
CREATE INDEX "submissions_changed" ON "submissions" USING btree ("district_id","changed_at");--> statement-breakpoint
CREATE INDEX "submissions_publication" ON "submissions" USING btree ("district_id","publication","changed_at","id");--> statement-breakpoint
CREATE INDEX "submissions_promotion" ON "submissions" USING btree ("promotion","changed_at");--> statement-breakpoint
CREATE INDEX "submissions_escalated" ON "submissions" USING btree ("escalated","review","due_at");--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("due_at");