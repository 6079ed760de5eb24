import type { Submission } from '../../db/submissions.ts';
import { formatDay } from '../../locales/formats.ts';
import type { Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { stateWord } from './status-page.ts';

/** A submission as a line of its contributor's lists; `url` is its private page. */
export function presentOwnRow(
  { words, city, now }: Context,
  parts: WebParts,
  submission: Submission,
  url: string,
) {
  const { startsAt, kind } = submission;
  return {
    url,
    title: submission.title,
    lang: submission.textLanguage,
    reference: submission.reference,
    kindWord: words.t(`kind.${kind}.one`),
    when: startsAt === null ? '' : formatDay(words, parts.zone, startsAt, now),
    state: words.t(`status.${stateWord(submission, now)}.title`),
    district: city.byId.get(submission.districtId) ?? city.portal,
  };
}
