import type { FieldProblem } from './errors.ts';

/** A label of a host name (RFC 1123), since a district's site has a subdomain of its own. */
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** What operators give their own hosts; a district must not take mail or files away from them. */
const RESERVED = new Set([
  'www',
  'mail',
  'smtp',
  'imap',
  'ftp',
  'api',
  'admin',
  'portal',
  'ns1',
  'ns2',
]);

export interface DistrictName {
  readonly name: string;
  readonly shortName: string;
  readonly slug: string;
}

/** What is wrong with a name and its part of an address, as keys below `admin.districts.problem`. */
export function listNameProblems(said: DistrictName): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (said.name.length < 2 || said.name.length > 120)
    problems.push({ field: 'name', message: 'name' });
  if (said.shortName.length < 2 || said.shortName.length > 40) {
    problems.push({ field: 'shortName', message: 'shortName' });
  }
  if (!SLUG.test(said.slug) || /^..--/.test(said.slug))
    problems.push({ field: 'slug', message: 'slug' });
  else if (RESERVED.has(said.slug)) problems.push({ field: 'slug', message: 'slugReserved' });
  return problems;
}

/** Three capital letters, with which the references of a district begin. */
export function isDistrictCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}
