/** A calendar taken apart: the raw lines of each event and each zone, nested parts left out. */
export interface CalendarParts {
  readonly events: readonly RawEvent[];
  readonly zones: readonly string[];
  /** Of the calendar itself, such as `X-WR-TIMEZONE`, by upper-case names. */
  readonly properties: ReadonlyMap<string, string>;
  readonly isCalendar: boolean;
  /** The file ends in the middle of an event; that event is the last one. */
  readonly cutOff: boolean;
  /** Tasks, journals and busy times, which are no events. */
  readonly others: number;
}

export interface RawEvent {
  readonly lines: readonly string[];
  /** It was closed, by its own end or by the next beginning. */
  readonly complete: boolean;
}

const PROPERTY = /^[A-Za-z][A-Za-z0-9-]{0,40}(?=[;:])/;
// Whoever breaks a description without folding it writes words here, and “Achtung:” is one too.
const IS_NAME = /^(?:[A-Z][A-Z0-9-]*|x-[\w-]+|begin|end|summary|dtstart|dtend|uid|location)$/;

/**
 * Splits an unfolded calendar into components by its lines, so that one that cannot be read costs
 * only itself and the whole never stands in memory as a tree.
 */
export function splitCalendar(text: string): CalendarParts {
  const events: RawEvent[] = [];
  const zones: string[] = [];
  const properties = new Map<string, string>();
  let open: { name: string; lines: string[]; nested: string[] } | undefined;
  let isCalendar = false;
  let others = 0;

  const close = (complete: boolean) => {
    if (open?.name === 'VEVENT') events.push({ lines: open.lines, complete });
    else if (open?.name === 'VTIMEZONE') {
      zones.push(['BEGIN:VTIMEZONE', ...open.lines, 'END:VTIMEZONE'].join('\r\n'));
    } else if (open !== undefined) others += 1;
    open = undefined;
  };

  for (const line of listLines(text)) {
    const name = PROPERTY.exec(line)?.[0];
    if (name === undefined || !IS_NAME.test(name)) {
      const last = open?.lines.at(-1);
      // The rest of a line that was broken without a sign.
      if (open !== undefined && last !== undefined && open.nested.length === 0 && line !== '') {
        open.lines[open.lines.length - 1] = `${last}\\n${line.replace(/([,;])/g, '\\$1')}`;
      }
      continue;
    }
    const word = name.toUpperCase();
    const value = line
      .slice(line.indexOf(':') + 1)
      .trim()
      .toUpperCase();
    if (word === 'BEGIN') {
      if (value === 'VCALENDAR') isCalendar = true;
      else if (open === undefined) open = { name: value, lines: [], nested: [] };
      else if (value === 'VEVENT') {
        close(true);
        open = { name: value, lines: [], nested: [] };
      } else {
        open.nested.push(value);
        if (open.name === 'VTIMEZONE') open.lines.push(line.trim());
      }
    } else if (word === 'END') {
      if (open !== undefined && open.nested.at(-1) === value) {
        open.nested.pop();
        if (open.name === 'VTIMEZONE') open.lines.push(line.trim());
      } else if (value === 'VCALENDAR' || open?.name === value) close(true);
    } else if (open === undefined) {
      if (!properties.has(word)) properties.set(word, line.slice(line.indexOf(':') + 1).trim());
    } else if (open.nested.length === 0 || open.name === 'VTIMEZONE') open.lines.push(line);
  }
  const cutOff = open !== undefined;
  close(false);
  return { events, zones, properties, isCalendar: isCalendar || events.length > 0, cutOff, others };
}

function* listLines(text: string): Generator<string> {
  const LINE = /[^\r\n]+/g;
  for (let match = LINE.exec(text); match !== null; match = LINE.exec(text)) yield match[0];
}
