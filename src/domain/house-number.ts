/**
 * The first house number in what was typed, as number × 100 + letter (a = 1): "152a" is 15201,
 * "14-18" is 1400, "0087 b" is 8702, "40EG" is 4000. `undefined` where there is none.
 */
export function parseHouseNumber(text: string): number | undefined {
  const match = /(\d{1,5})(?:\s*([a-z])(?![a-z]))?/i.exec(text);
  if (!match?.[1]) return undefined;
  const letter = match[2] ? match[2].toLowerCase().charCodeAt(0) - 96 : 0;
  return Number(match[1]) * 100 + letter;
}

/** Odd and even numbers face each other across a street and may belong to different districts. */
export function isOdd(houseNumber: number): boolean {
  return Math.floor(houseNumber / 100) % 2 === 1;
}
