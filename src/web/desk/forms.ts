import { z } from 'zod';
import { Invalid } from '../../domain/errors.ts';
import { EVENT_TYPES, REJECT_REASONS } from '../../domain/submission-types.ts';
import { cleanText } from '../../domain/text.ts';
import { DAY, isDate, toInstant } from '../../domain/time.ts';
import type { Command } from '../../workflow/advance-submission.ts';
import type { Context } from '../context.ts';
import type { WebParts } from '../parts.ts';

interface Typed {
  readonly message: string;
  readonly reason: string;
  readonly district: string;
  readonly at: string;
}

const MAX_MESSAGE = 4_000;
/** As far ahead as an event may lie. */
const FARTHEST = 3 * 366 * DAY;
const localDateTime = z.iso.datetime({ local: true });

/** A button of the desk with what belongs to it, as a command. Throws `Invalid` with its field. */
export function readCommand(
  name: string,
  typed: Typed,
  context: Context,
  parts: Pick<WebParts, 'zone' | 'now'>,
): Command {
  const event = EVENT_TYPES.find((known) => known === name);
  const message = cleanText(typed.message);
  if (message.length > MAX_MESSAGE) {
    throw new Invalid([{ field: 'message', message: 'tooLong', values: { max: MAX_MESSAGE } }]);
  }
  const said = message === '' ? {} : { message };
  const must = () => {
    if (message === '')
      throw new Invalid([{ field: 'message', message: 'decisionMessageMissing' }]);
    return { message };
  };
  switch (event) {
    case 'claim':
    case 'release':
    case 'reopen':
    case 'undo':
    case 'publish':
    case 'demote':
    case 'confirmFresh':
      return { type: event };
    case 'cancelDate':
    case 'restoreDate':
      if (!isDate(typed.at)) throw new Invalid([{ field: 'at', message: 'date' }]);
      return { type: event, date: typed.at };
    case 'approve':
    case 'requestPromotion':
    case 'declinePromotion':
      return { type: event, ...said };
    case 'requestChanges':
      return { type: event, ...must() };
    case 'retract':
      return { type: event, ...must() };
    case 'reject': {
      const reason = REJECT_REASONS.find((known) => known === typed.reason);
      if (reason === undefined) throw new Invalid([{ field: 'reason', message: 'reasonMissing' }]);
      return { type: event, reason, ...said };
    }
    case 'handOver': {
      const district = context.city.bySlug.get(typed.district);
      if (district === undefined) {
        throw new Invalid([{ field: 'district', message: 'districtMissing' }]);
      }
      return { type: event, districtId: district.id, ...must() };
    }
    case 'schedule': {
      const at = readInstant(typed.at, parts.zone);
      if (at === undefined) throw new Invalid([{ field: 'at', message: 'atMissing' }]);
      if (at <= parts.now()) throw new Invalid([{ field: 'at', message: 'atPast' }]);
      if (at > parts.now() + FARTHEST) throw new Invalid([{ field: 'at', message: 'dateTooFar' }]);
      return { type: event, at, ...said };
    }
    case 'promote': {
      const until =
        typed.at === '' ? null : readInstant(`${typed.at.slice(0, 10)}T23:59`, parts.zone);
      if (until === undefined) throw new Invalid([{ field: 'at', message: 'date' }]);
      if (until !== null && until <= parts.now())
        throw new Invalid([{ field: 'at', message: 'atPast' }]);
      if (until !== null && until > parts.now() + FARTHEST)
        throw new Invalid([{ field: 'at', message: 'untilTooFar' }]);
      return { type: event, until };
    }
    // A contributor's events are not to be had here, and neither is anything unheard of.
    case 'confirm':
    case 'resubmit':
    case 'proposeRevision':
    case 'withdraw':
    case 'erase':
    case undefined:
      throw new Invalid([{ field: 'event', message: 'eventUnknown' }]);
  }
}

function readInstant(text: string, zone: string): number | undefined {
  // A time with a zone of its own is not what the field asks for.
  if (/z$/i.test(text) || !localDateTime.safeParse(text).success) return undefined;
  const [date = '', time = ''] = text.split('T');
  return toInstant(date, time, zone);
}
