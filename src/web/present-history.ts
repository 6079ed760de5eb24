import type { HistoryEntry } from '../db/history.ts';
import { toInstant } from '../domain/time.ts';
import { formatAgo, formatDay, formatMoment } from '../locales/formats.ts';
import type { Context } from './context.ts';

export interface HistoryView {
  readonly event: string;
  readonly text: string;
  readonly moment: string;
  readonly ago: string;
  readonly iso: string;
  readonly message: string;
  readonly reason: string;
  readonly side: 'contributor' | 'office' | 'system';
}

// What only the office needs to see.
const INTERNAL = new Set([
  'claim',
  'release',
  'claimLease',
  'deskReminder',
  'escalation',
  'requestPromotion',
  'promote',
  'declinePromotion',
  'demote',
  'endOfPromotion',
  'freshnessDesk',
]);

/** What happened, in sentences. A contributor reads of the office, the office reads names. */
export function presentHistory(
  entries: readonly HistoryEntry[],
  context: Context,
  zone: string,
  reader: 'contributor' | 'office',
): HistoryView[] {
  const { words, city, now } = context;
  const told = reader === 'contributor' ? withoutUndone(entries) : entries;
  return told
    .filter((entry) => reader === 'office' || !INTERNAL.has(entry.event))
    .map((entry) => {
      const side =
        entry.by.kind === 'account'
          ? 'office'
          : entry.by.kind === 'system'
            ? 'system'
            : 'contributor';
      const who =
        side === 'contributor' && reader === 'contributor'
          ? words.t('history.you')
          : side === 'contributor'
            ? entry.byName || words.t('history.erased')
            : entry.byName;
      return {
        event: entry.event,
        text: words.t(`history.${entry.event}`, {
          who,
          isYou: side === 'contributor' && reader === 'contributor' ? 'yes' : 'no',
          to: city.officeNameById.get(entry.details.to ?? '') ?? '',
          from: city.officeNameById.get(entry.details.from ?? '') ?? '',
          at: entry.details.at === undefined ? '' : formatMoment(words, zone, entry.details.at),
          day:
            entry.details.date === undefined
              ? ''
              : formatDay(words, zone, toInstant(entry.details.date, '12:00', zone), now),
        }),
        moment: formatMoment(words, zone, entry.at),
        ago: formatAgo(words, zone, entry.at, now),
        iso: new Date(entry.at).toISOString(),
        message: entry.details.message ?? '',
        reason:
          entry.details.reason === undefined ? '' : words.t(`reason.${entry.details.reason}.short`),
        side,
      };
    });
}

const DECISIONS = new Set(['approve', 'schedule', 'requestChanges', 'reject']);

/** A decision that was taken back never reached the contributor: neither it nor the taking back is told. */
function withoutUndone(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const told: HistoryEntry[] = [];
  for (const entry of entries) {
    if (entry.event !== 'undo') told.push(entry);
    else {
      const last = told.findLastIndex((one) => DECISIONS.has(one.event));
      if (last >= 0) told.splice(last, 1);
    }
  }
  return told;
}
