import type { Submission } from '../../db/submissions.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { formatDay } from '../../locales/formats.ts';
import type { Context } from '../context.ts';

const QUICK_SECONDS = 6;
const MANY_LINKS = 4;

/** What deserves a second look, each with its reason; never a hidden score. */
export function listHints(
  context: Context,
  zone: string,
  submission: Submission,
  content: Content,
): string[] {
  const { words, city, now } = context;
  const hints: string[] = [];
  const say = (name: string, values?: Record<string, unknown>) => {
    hints.push(words.t(`hint.${name}`, values));
  };
  const text = [content.title, content.summary, content.description].join('\n');

  const part = city.partlyCovered.get(content.stadtteil);
  if (!submission.routeCertain && part !== undefined) {
    say('routeUncertain', {
      stadtteil: city.stadtteilByCode.get(content.stadtteil)?.name ?? '',
      part,
    });
  } else if (!submission.routeCertain && submission.districtId === city.portal.id) {
    say('routeUnknown');
  }
  const area = city.facts.areas.find((row) => row.stadtteil === content.stadtteil);
  if (
    content.stadtteil !== '' &&
    area?.districtId !== submission.districtId &&
    submission.districtId !== city.portal.id
  ) {
    say('elsewhere', { stadtteil: city.stadtteilByCode.get(content.stadtteil)?.name ?? '' });
  }
  const isSeries = content.kind === 'event' && content.recurrence !== 'none';
  if (submission.startsAt !== null && submission.startsAt < now && !isSeries) {
    say('past', { day: formatDay(words, zone, submission.startsAt, now) });
  }
  if (/lorem ipsum|\bxxx+\b|\bmuster(mann|text|straße)\b|\btest\s*test\b/i.test(text))
    say('filler');
  const links = text.match(/https?:\/\//g)?.length ?? 0;
  if (links >= MANY_LINKS) say('links', { count: links });
  if (/(\+49|\b01[5-7]\d)[\d\s/-]{6,}/.test(text)) say('mobileNumber');
  if (content.images.some((image) => image.persons === 'consented')) say('persons');
  // Only a form was filled in: how fast a file, a program or a calendar is says nothing of anybody.
  const { source, fillSeconds, revision } = submission;
  if (source === 'form' && fillSeconds < QUICK_SECONDS && revision === 1) {
    say('quick', { seconds: fillSeconds });
  }
  return hints;
}
