import { diffWordsWithSpace } from 'diff';
import type { City } from '../../db/places.ts';
import type { Content } from '../../domain/kinds/content.ts';
import { saySeries } from '../../locales/series-words.ts';
import type { Words } from '../../locales/words.ts';
import { fieldWord, listGroups } from '../form-fields.ts';

export interface Change {
  readonly label: string;
  readonly parts: readonly { readonly text: string; readonly mark: 'same' | 'added' | 'removed' }[];
}

/** What changed between two revisions, answer by answer and word by word. */
export function listChanges(
  words: Words,
  city: City,
  before: Content,
  after: Content,
  clock: { readonly zone: string; readonly now: number },
): Change[] {
  // In the order of the form: what a database keeps as JSON comes back in an order of its own.
  const names = listGroups(after.kind, words, city, false).flatMap((group) =>
    group.files === true ? ['images', 'flyer'] : group.fields.map((field) => field.name),
  );
  // The dates of a series are read as the sentence that says them.
  const series = (content: Content) =>
    content.kind === 'event' ? saySeries(content, { words, ...clock }) : '';
  const [oldDates, newDates] = [series(before), series(after)];
  const dates =
    oldDates === newDates
      ? []
      : [{ label: words.t('series.answer'), parts: compareWhole(oldDates, newDates) }];
  const answers = names.flatMap((name) => {
    const old = answerText(words, city, before, name);
    const now = answerText(words, city, after, name);
    if (old === now) return [];
    const parts = PROSE.has(name) ? compareWords(old, now) : compareWhole(old, now);
    return [{ label: labelOf(words, after, name), parts }];
  });
  return [...answers, ...dates];
}

// Only running text is compared word by word; "15:00" against "14:00" is read as a whole.
const PROSE = new Set([
  'title',
  'summary',
  'description',
  'easyText',
  'offer',
  'openingHours',
  'appointment',
  'costs',
  'eligibility',
  'price',
  'result',
  'partners',
]);

function compareWords(old: string, now: string): Change['parts'] {
  return diffWordsWithSpace(old, now).map((part) => ({
    text: part.value,
    mark: part.added ? 'added' : part.removed ? 'removed' : 'same',
  }));
}

function compareWhole(old: string, now: string): Change['parts'] {
  const parts: Change['parts'][number][] = [];
  if (old !== '') parts.push({ text: old, mark: 'removed' });
  if (old !== '' && now !== '') parts.push({ text: ' → ', mark: 'same' });
  if (now !== '') parts.push({ text: now, mark: 'added' });
  return parts;
}

function labelOf(words: Words, content: Content, name: string): string {
  if (name === 'images' || name === 'flyer') return words.t(`field.all.${name}.label`);
  return fieldWord(words, content.kind, name, 'label');
}

function answerText(words: Words, city: City, content: Content, name: string): string {
  // The names of two kinds meet here, and not each is a key of every kind.
  const value: unknown = (content as unknown as Record<string, unknown>)[name];
  if (name === 'stadtteil') return city.stadtteilByCode.get(String(value))?.name ?? '';
  if (name === 'flyer') return content.flyer?.name ?? '';
  if (name === 'images') {
    return content.images.map((image) => `${image.alt} (${image.credit})`).join('\n');
  }
  if (typeof value === 'boolean') return words.t(value ? 'check.yes' : 'check.no');
  if (Array.isArray(value)) {
    return value
      .map((word) =>
        words.has(`choice.${name}.${String(word)}`)
          ? words.t(`choice.${name}.${String(word)}`)
          : String(word),
      )
      .join(', ');
  }
  if (typeof value !== 'string') return '';
  const choice = `choice.${name}.${value}`;
  return value !== '' && words.has(choice) ? words.t(choice) : value;
}
