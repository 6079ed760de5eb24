import type { PublishedItem } from '../../db/published-items.ts';
import { formatDate } from '../../locales/formats.ts';
import type { Context } from '../context.ts';
import { sayHoursToday } from '../present-hours.ts';
import { presentLine, type Line } from './pages.ts';

/** An entry in the directory, with what decides whether one goes there, and how fresh that is. */
export interface EntryLine extends Line {
  readonly typeWord: string;
  readonly organisation: string;
  readonly hours: string;
  readonly confirmed: string;
  readonly isUnconfirmed: boolean;
}

export function presentEntryLine(context: Context, zone: string, row: PublishedItem): EntryLine {
  const { words, now, city } = context;
  const { content } = row;
  const line = presentLine(context, zone, row);
  const entry = content.kind === 'entry' ? content : undefined;
  const stadtteil = city.stadtteilByCode.get(row.stadtteil)?.name ?? '';
  const day = row.confirmedAt === null ? '' : formatDate(words, zone, row.confirmedAt, now);
  return {
    ...line,
    place: [content.placeName || content.street, stadtteil].filter(Boolean).join(', '),
    typeWord:
      entry === undefined || entry.entryType === ''
        ? ''
        : words.t(`choice.entryType.${entry.entryType}`),
    organisation: entry === undefined || entry.organisation === row.title ? '' : entry.organisation,
    hours: sayHoursToday(entry?.openingHours ?? '', { words, zone, now }),
    confirmed:
      day === ''
        ? ''
        : words.t(row.unconfirmed ? 'directory.unconfirmed' : 'directory.confirmed', { day }),
    isUnconfirmed: row.unconfirmed,
  };
}
