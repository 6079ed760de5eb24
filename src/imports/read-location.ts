import { cleanLine, fold } from '../domain/text.ts';
import type { ImportScene } from './imported-row.ts';

export interface Location {
  readonly placeName?: string;
  readonly street?: string;
  readonly houseNumber?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly stadtteil?: string;
  readonly district?: string;
  readonly onlineUrl?: string;
  /** It says that one takes part from anywhere. */
  readonly online?: boolean;
}

const COUNTRY = /^(?:deutschland|germany|de|brd)$/i;
const POSTAL_CODE = /^(?:D[- ]?)?(\d{5})(?:\s+(.*))?$/i;
const HOUSE_NUMBER =
  /^(.{2,79}?[^\s\d])\s*(\d{1,4}(?:\s?[a-z])?(?:\s?[-–/+]\s?\d{1,4}(?:\s?[a-z])?)?)$/i;
const STREET_END =
  /(?:str(?:\.|asse|aße)?|weg|platz|allee|gasse|ring|ufer|damm|steig|chaussee|wall|markt|pfad|hof|höhe|graben|kamp|park|brücke|promenade|berg)$/i;
const STREET_START =
  /^(?:am|an der|an den|an|auf der|auf dem|auf|im|in der|in den|zur|zum|unter|hinter|vor|alte[rs]?|kleine[rs]?|große[rs]?|neue[rs]?|obere|untere)\s/i;
const ONLINE =
  /^(?:online|virtuell|digital|webinar|zoom|microsoft teams.*|ms teams|teams|videokonferenz|jitsi)\b/i;

/**
 * Reads a place as people write it on one line: “Bürgerhaus Kalk, Kalk-Mülheimer Str. 58, 51103
 * Köln”. German habits: number after the street, postal code before the city, and the Stadtteil
 * behind the city's name with a hyphen or in brackets.
 */
export function readLocation(text: string, scene: ImportScene): Location {
  const found: { -readonly [Key in keyof Location]: Location[Key] } = {};
  const names: string[] = [];
  const address = /https?:\/\/[^\s,;<>"]{4,400}/i.exec(text)?.[0];
  if (address !== undefined) found.onlineUrl = address;
  const parts = (address === undefined ? text : text.replace(address, ' '))
    .slice(0, 1_000)
    .split(/[,;\n\r|•·]|\s[-–—]\s|\(|\)/)
    .map(cleanLine)
    .filter((part) => part !== '' && !COUNTRY.test(part));
  for (const part of parts) readPart(part);
  const placeName = names.join(', ').slice(0, 200);
  if (placeName !== '') found.placeName = placeName;
  if (found.onlineUrl !== undefined && parts.length === 0) found.online = true;
  return found;

  function readPart(part: string): void {
    const code = POSTAL_CODE.exec(part);
    if (code !== null && found.postalCode === undefined) {
      found.postalCode = code[1] ?? '';
      if (code[2] !== undefined) readCity(code[2]);
      return;
    }
    const inside = /^(.*\S)\s+(?:D[- ]?)?(\d{5})\s+(\S.*)$/i.exec(part);
    if (inside !== null && found.postalCode === undefined) {
      readPart(inside[1] ?? '');
      found.postalCode = inside[2] ?? '';
      readCity(inside[3] ?? '');
      return;
    }
    if (ONLINE.test(part)) {
      found.online = true;
      return;
    }
    if (found.street === undefined && readStreet(part)) return;
    if (findStadtteil(part, scene) !== undefined && found.stadtteil === undefined) {
      found.stadtteil = findStadtteil(part, scene) ?? '';
      return;
    }
    // What stands after the postal code is the city's, or something that nobody needs.
    if (found.postalCode !== undefined && found.city === undefined) readCity(part);
    else if (found.postalCode === undefined && key(part) === key(scene.city)) readCity(part);
    else names.push(part);
  }

  function readStreet(part: string): boolean {
    const match = HOUSE_NUMBER.exec(part);
    const name = cleanLine(match?.[1] ?? part);
    const isStreet = STREET_END.test(name) || STREET_START.test(name);
    // A name alone is a street only where it ends like one: “Bürgerpark” is a place, too.
    const isAlone = match === null && !/(?:straße|strasse|str\.|weg|allee|gasse)$/i.test(name);
    if (!isStreet || isAlone) return false;
    found.street = name;
    if (match !== null) found.houseNumber = cleanLine(match[2] ?? '');
    return true;
  }

  function readCity(text: string): void {
    const match = /^([^-/(]+?)\s*[-/(]\s*(.+?)\)?$/.exec(text);
    const stadtteil = match === null ? undefined : findStadtteil(match[2] ?? '', scene);
    const whole = findStadtteil(text, scene);
    if (stadtteil !== undefined) {
      found.city = cleanLine(match?.[1] ?? '');
      found.stadtteil ??= stadtteil;
    } else if (whole !== undefined) found.stadtteil ??= whole;
    else found.city = cleanLine(text).slice(0, 100);
  }
}

const key = (name: string): string => fold(name).replace(/[^a-z0-9]+/g, '');

// A file asks for each of its places several times; the names of a city stay what they are.
const codesOf = new WeakMap<ImportScene['stadtteile'], ReadonlyMap<string, string>>();

/** The code of a Stadtteil by its name, by “Köln-Kalk”, or by the code itself. */
export function findStadtteil(text: string, scene: ImportScene): string | undefined {
  const known = codesOf.get(scene.stadtteile);
  const codes =
    known ??
    new Map(
      scene.stadtteile.flatMap(({ name, code }) =>
        [code, key(name), key(scene.city + name)].map((way) => [way, code] as const),
      ),
    );
  if (known === undefined) codesOf.set(scene.stadtteile, codes);
  return codes.get(key(text));
}

/** The slug of a district by its name, short name or slug, and the two answers that name none. */
export function findDistrict(text: string, scene: ImportScene): string | undefined {
  const wanted = key(text);
  const everywhere = ['citywide', 'stadtweit', 'gesamtestadt', `ganz${key(scene.city)}`];
  if (everywhere.includes(wanted)) return 'citywide';
  if (['unsure', 'unsicher', 'weissnicht', 'unbekannt'].includes(wanted)) return 'unsure';
  if (wanted === '') return undefined;
  return scene.districts.find((row) =>
    [row.slug, row.name, row.shortName].some((name) => key(name) === wanted),
  )?.slug;
}

/** A house number that was typed into the street's field: “Vietorstraße 40”. */
export function splitStreet(text: string): { street: string; houseNumber: string } {
  const line = cleanLine(text);
  const match = HOUSE_NUMBER.exec(line);
  return match === null
    ? { street: line, houseNumber: '' }
    : { street: cleanLine(match[1] ?? ''), houseNumber: cleanLine(match[2] ?? '') };
}
