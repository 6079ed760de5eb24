import type { Attachment } from '../../db/attachments.ts';
import type { Content } from '../../domain/kinds/content.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { isDate, isTime, toInstant } from '../../domain/time.ts';
import { formatBytes, formatClock, formatDay } from '../../locales/formats.ts';
import { saySeries } from '../../locales/series-words.ts';
import type { Words } from '../../locales/words.ts';
import type { Context } from '../context.ts';
import { fieldWord, listGroups, type Field } from '../form-fields.ts';
import { listOf } from '../answers.ts';

export interface CheckedAnswer {
  readonly label: string;
  readonly text: string;
  readonly isPrivate: boolean;
}

interface Checked {
  readonly kind: Kind;
  readonly answers: Answers;
  readonly files: readonly Attachment[];
  readonly content: Content;
  readonly isEdit: boolean;
}

/** Every answer as it was understood, in the order of the form and in people's words. */
export function listAnswers(context: Context, zone: string, checked: Checked): CheckedAnswer[] {
  const { words, city, now } = context;
  // The fields of three kinds meet here, and not each is a key of every kind.
  const understood = checked.content as unknown as Readonly<Record<string, unknown>>;
  const textOf = (field: Field): string => {
    const own = understood[field.name];
    const given = typeof own === 'string' ? [own] : listOf(checked.answers, field.name);
    const values = given.filter((value) => value.trim() !== '');
    if (field.type === 'tick') return values.length > 0 ? words.t('check.yes') : '';
    return values.map((value) => inWords(words, zone, now, field, value)).join(', ');
  };
  return listGroups(checked.kind, words, city, !checked.isEdit).flatMap((group) => [
    ...(group.files === true ? listFileAnswers(words, checked) : []),
    ...group.fields
      // Without the consent there would be no check page.
      .filter((field) => field.name !== 'consent')
      .map((field) => ({
        label: fieldWord(words, checked.kind, field.name, 'label'),
        text: textOf(field),
        isPrivate: group.name === 'you',
      }))
      .filter((answer) => answer.text !== ''),
    ...(group.series === true ? listSeriesAnswer(words, zone, now, checked.content) : []),
  ]);
}

/** One sentence for all the answers that make a series. */
function listSeriesAnswer(
  words: Words,
  zone: string,
  now: number,
  content: Content,
): CheckedAnswer[] {
  if (content.kind !== 'event') return [];
  const text = saySeries(content, { words, zone, now });
  if (text === '') return [];
  return [{ label: words.t('series.answer'), text, isPrivate: false }];
}

function inWords(words: Words, zone: string, now: number, field: Field, value: string): string {
  if (field.type === 'date' && isDate(value)) {
    return formatDay(words, zone, toInstant(value, '12:00', zone), now);
  }
  if (field.type === 'time' && isTime(value)) return formatClock(words, value);
  return field.options?.find((option) => option.value === value)?.label ?? value;
}

function listFileAnswers(words: Words, { content, files }: Checked): CheckedAnswer[] {
  const flyer = files.find((file) => file.kind === 'flyer');
  return [
    ...content.images.map((image) => ({
      label: words.t('field.all.images.label'),
      text: `${image.alt} (${image.credit}, ${words.t(`choice.licence.${image.licence}`)})`,
      isPrivate: false,
    })),
    ...(flyer === undefined
      ? []
      : [
          {
            label: words.t('field.all.flyer.label'),
            text: `${flyer.name} (${formatBytes(words, flyer.bytes)})`,
            isPrivate: false,
          },
        ]),
  ];
}
