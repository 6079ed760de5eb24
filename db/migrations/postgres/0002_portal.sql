CREATE TABLE "articles" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"district_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"language" text NOT NULL,
	"image" jsonb,
	"position" integer NOT NULL,
	"version" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "district_redirects" (
	"slug" text NOT NULL,
	"district_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "district_redirects_slug_district_id_pk" PRIMARY KEY("slug","district_id")
);
--> statement-breakpoint
CREATE TABLE "item_facets" (
	"facet" text NOT NULL,
	"submission_id" text NOT NULL,
	"kind" text NOT NULL,
	"district_id" text NOT NULL,
	"sort_key" text NOT NULL,
	CONSTRAINT "item_facets_facet_submission_id_pk" PRIMARY KEY("facet","submission_id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"form_key" text NOT NULL,
	"district_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_title" text NOT NULL,
	"url" text NOT NULL,
	"reason" text NOT NULL,
	"explanation" text NOT NULL,
	"reporter_name" text NOT NULL,
	"reporter_email" text NOT NULL,
	"good_faith" boolean NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"answer" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"number" integer PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"district_id" text NOT NULL,
	"title" text NOT NULL,
	"names" text NOT NULL,
	"body" text NOT NULL,
	"fresh_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_grams" (
	"gram" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "search_grams_gram_word_pk" PRIMARY KEY("gram","word")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"uses" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "kept_for" text;--> statement-breakpoint
ALTER TABLE "districts" ADD COLUMN "picture" jsonb;--> statement-breakpoint
ALTER TABLE "occurrences" ADD COLUMN "stadtteil" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "text_language" text DEFAULT 'de' NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "district_redirects" ADD CONSTRAINT "district_redirects_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_facets" ADD CONSTRAINT "item_facets_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_facets" ADD CONSTRAINT "item_facets_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_district_id_districts_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."districts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "articles_slug" ON "articles" USING btree ("kind","district_id","slug");--> statement-breakpoint
CREATE INDEX "articles_newest" ON "articles" USING btree ("kind","state","published_at","id");--> statement-breakpoint
CREATE INDEX "articles_district" ON "articles" USING btree ("district_id","kind","state","published_at","id");--> statement-breakpoint
CREATE INDEX "item_facets_kind" ON "item_facets" USING btree ("facet","kind","sort_key");--> statement-breakpoint
CREATE INDEX "item_facets_district" ON "item_facets" USING btree ("facet","district_id","kind","sort_key");--> statement-breakpoint
CREATE INDEX "item_facets_submission" ON "item_facets" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_reference" ON "reports" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_form" ON "reports" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "reports_queue" ON "reports" USING btree ("district_id","state","due_at");--> statement-breakpoint
CREATE INDEX "reports_subject" ON "reports" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "search_documents_source" ON "search_documents" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "search_documents_district" ON "search_documents" USING btree ("district_id","number");--> statement-breakpoint
CREATE INDEX "search_grams_word" ON "search_grams" USING btree ("word");--> statement-breakpoint
CREATE INDEX "occurrences_stadtteil" ON "occurrences" USING btree ("stadtteil","starts_at","submission_id","ends_at");