import { decodeText } from '../decode-text.ts';
import type { Imported, ImportedRow, ImportProblem, ImportScene } from '../imported-row.ts';
import { findJson, listThings } from './find-json.ts';
import { readThing } from './read-thing.ts';
import { textOf } from './values.ts';

const ORGANISATIONS =
  /(?:Organization|NGO|LocalBusiness|Place|Library|School|Store|CivicStructure|Church|Museum|Office|Center|Centre)$/;

/** Events and organisations that a page describes for search engines (schema.org), as rows. */
export function readSchemaOrg(bytes: Uint8Array, scene: ImportScene): Imported {
  const problems: ImportProblem[] = [];
  const rows: ImportedRow[] = [];
  const scripts = findJson(decodeText(bytes).replace(/^\uFEFF/, ''));
  if (scripts.length === 0) return { rows, problems: [{ message: 'noSchemaOrg' }] };
  const seen = new Set<string>();
  for (const script of scripts) {
    const value = parse(script);
    if (value === undefined) {
      problems.push({ message: 'jsonBroken' });
      continue;
    }
    for (const thing of listThings(value)) {
      const types = [thing['@type']].flat().filter((type) => typeof type === 'string');
      const isEvent = types.some((type) => /(?:Event|Festival|CourseInstance)$/.test(type));
      const isOrganisation = types.some((type) => ORGANISATIONS.test(type));
      // What only names itself is a part of another thing, such as the organiser of an event.
      const saysEnough = isEvent
        ? thing['startDate'] !== undefined || textOf(thing['name']) !== ''
        : thing['address'] !== undefined && textOf(thing['name']) !== '';
      if ((!isEvent && !isOrganisation) || !saysEnough) continue;
      if (rows.length >= scene.maxRows) {
        problems.push({
          message: 'tooManyRows',
          values: { max: scene.maxRows, count: rows.length + 1 },
        });
        return { rows, problems };
      }
      const row = readThing(thing, isEvent ? 'event' : 'entry', rows.length + 1, scene);
      if (seen.has(row.uid)) continue;
      seen.add(row.uid);
      rows.push(row);
    }
  }
  // The association that publishes a page full of events is no address to hand in beside them.
  const events = rows.filter((row) => row.kind === 'event');
  const kept = events.length > 0 ? events : rows;
  if (kept.length === 0 && problems.length === 0) problems.push({ message: 'noSchemaOrg' });
  return { rows: kept, problems };
}

function parse(text: string): unknown {
  try {
    // Line breaks within strings are forbidden and common.
    return JSON.parse(text.replace(/[\u0000-\u001f]+/g, ' ')) as unknown;
  } catch {
    return undefined;
  }
}
