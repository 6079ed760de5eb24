import type { CityEvent } from './snapshot.ts';

/**
 * Which desk decides about each Stadtteil that occurs in the snapshot, written out by hand from the
 * city's lists and not computed: a table made by the program under test would agree with it always.
 */
const DESK_OF_STADTTEIL: Readonly<Record<string, string>> = {
  // Partly in a district: the district decides, with a hint at its desk.
  Seeberg: 'chorweiler',
  Porz: 'porz-finkenberg',
  // In no district.
  'Altstadt/Nord': 'portal',
  'Altstadt/Süd': 'portal',
  'Neustadt/Nord': 'portal',
  'Neustadt/Süd': 'portal',
  Braunsfeld: 'portal',
  Deutz: 'portal',
  Ehrenfeld: 'portal',
  Junkersdorf: 'portal',
  Longerich: 'portal',
  Nippes: 'portal',
  Poll: 'portal',
  Sülz: 'portal',
};

export type Expected =
  | { readonly accepted: true; readonly desk: string }
  | { readonly accepted: false; readonly field: string };

/** What has to come of an event that is handed in: a desk, or the one field that is missing. */
export function expectationFor(event: CityEvent): Expected {
  // Without any figure in it, the free text names no time: "", "Termine nach Vereinbarung".
  if (!/\d/.test(event.uhrzeit ?? '')) return { accepted: false, field: 'startTime' };
  const desk = DESK_OF_STADTTEIL[event.stadtteil ?? ''];
  if (desk === undefined) {
    throw new Error(`"${event.stadtteil ?? ''}" is not in the table of this trial: add it by hand`);
  }
  return { accepted: true, desk };
}
