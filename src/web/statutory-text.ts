import type { StatutoryPage } from '../domain/articles.ts';
import { renderArticle } from '../domain/rich-text.ts';
import type { Context } from './context.ts';
import type { WebParts } from './parts.ts';

const DAY = 86_400_000;

/** The words that ship with the software, in Markdown: with the office's own data and the real delays. */
export function sayStatutoryText(
  { words, site, city }: Pick<Context, 'words' | 'site' | 'city'>,
  { delays }: Pick<WebParts, 'delays'>,
  name: StatutoryPage,
): string {
  const office = site ?? city.portal;
  const days = (milliseconds: number) =>
    new Intl.NumberFormat(words.locale, {
      style: 'unit',
      unit: 'day',
      unitDisplay: 'long',
    }).format(Math.max(1, Math.ceil(milliseconds / DAY)));
  return words.t(`statutory.${name}.text`, {
    portal: city.names.name,
    office: office.officeName,
    address: office.officeAddress,
    email: office.officeEmail,
    phone: office.officePhone,
    hours: office.officeHours,
    erasure: days(delays.erasure),
    confirmation: days(delays.confirmationDeadline),
    draft: days(delays.draftDeadline),
  });
}

export function writeStatutoryText(
  context: Pick<Context, 'words' | 'site' | 'city'>,
  parts: Pick<WebParts, 'delays'>,
  name: StatutoryPage,
): string {
  return renderArticle(sayStatutoryText(context, parts, name));
}
