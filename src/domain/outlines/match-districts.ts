import { fold } from '../text.ts';

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
}

/**
 * The district that is meant by what an area of a file is called: by its slug or code, or by its name,
 * whatever its spelling. `undefined`: a person has to say it.
 */
export function matchDistrict<District extends Named>(
  names: readonly string[],
  districts: readonly District[],
): District | undefined {
  const said = names.map(bare);
  return (
    districts.find(({ slug, code }) => said.includes(bare(slug)) || said.includes(bare(code))) ??
    districts.find(({ name, shortName }) =>
      said.some((one) => one !== '' && (one === bare(name) || one === bare(shortName))),
    )
  );
}

/** Letters and digits alone, without "und" and "&": lists of places are written in many ways. */
function bare(text: string): string {
  return fold(text)
    .replace(/\b(und|and)\b/g, ' ')
    .replace(/[^a-z0-9]+/g, '');
}
