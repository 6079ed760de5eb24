// All tables, a file an idea. drizzle-kit and the backup read them here.
export * from './schema/accounts.ts';
export * from './schema/around-submissions.ts';
export * from './schema/articles.ts';
export * from './schema/mail.ts';
export * from './schema/many-at-once.ts';
export * from './schema/places.ts';
export * from './schema/published.ts';
export * from './schema/reports.ts';
export * from './schema/search.ts';
export * from './schema/settings.ts';
export * from './schema/submissions.ts';
