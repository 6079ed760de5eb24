import { columns } from '../dialect.ts';

const { table, id, integer, json } = columns;

/** Reference numbers by district and year, and the version of what the sites show. */
export const counters = table('counters', {
  name: id('name').primaryKey(),
  value: integer('value').notNull(),
});

export const settings = table('settings', {
  name: id('name').primaryKey(),
  value: json<unknown>('value').notNull(),
});
