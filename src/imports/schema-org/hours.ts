import { isThing, textOf, type Thing } from './values.ts';

/** Opening hours, which schema.org has as text and as specifications, as lines in German. */
export function readSchemaHours(thing: Thing): string {
  const plain = [thing['openingHours']]
    .flat()
    .map((one) => textOf(one))
    .filter(Boolean);
  const specified = [thing['openingHoursSpecification']]
    .flat()
    .filter(isThing)
    .map((one) => {
      const days = [one['dayOfWeek']]
        .flat()
        .map((day) => GERMAN_DAYS[textOf(day).split('/').at(-1) ?? ''] ?? '');
      return `${days.filter(Boolean).join(', ')} ${textOf(one['opens'])}–${textOf(one['closes'])} Uhr`.trim();
    });
  const lines = [...plain.map(germanDays), ...specified];
  return lines.join('\n').slice(0, 1_000);
}

const GERMAN_DAYS: Readonly<Record<string, string>> = {
  Monday: 'Montag',
  Tuesday: 'Dienstag',
  Wednesday: 'Mittwoch',
  Thursday: 'Donnerstag',
  Friday: 'Freitag',
  Saturday: 'Samstag',
  Sunday: 'Sonntag',
};

/** “Mo-Fr 09:00-17:00” is how schema.org writes it; only the letters differ from German. */
function germanDays(text: string): string {
  const short: Readonly<Record<string, string>> = { Tu: 'Di', We: 'Mi', Th: 'Do', Su: 'So' };
  return text.replace(/\b(?:Tu|We|Th|Su)\b/g, (day) => short[day] ?? day);
}
