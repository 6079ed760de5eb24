/** Names of CSS3 colours that are strong enough to tell calendars apart, with their values. */
const NAMED: Readonly<Record<string, string>> = {
  navy: '000080',
  mediumblue: '0000cd',
  royalblue: '4169e1',
  steelblue: '4682b4',
  darkcyan: '008b8b',
  teal: '008080',
  darkslategray: '2f4f4f',
  seagreen: '2e8b57',
  darkgreen: '006400',
  forestgreen: '228b22',
  olive: '808000',
  darkolivegreen: '556b2f',
  darkgoldenrod: 'b8860b',
  chocolate: 'd2691e',
  saddlebrown: '8b4513',
  sienna: 'a0522d',
  brown: 'a52a2a',
  firebrick: 'b22222',
  maroon: '800000',
  crimson: 'dc143c',
  mediumvioletred: 'c71585',
  purple: '800080',
  indigo: '4b0082',
  darkslateblue: '483d8b',
  darkorchid: '9932cc',
  slategray: '708090',
};

/** The nearest name for `#0b5fa5`: a calendar's colour is a name and no number (RFC 7986, 5.9). */
export function nameColour(colour: string): string {
  const wanted = channelsOf(colour.replace('#', ''));
  const distances = Object.entries(NAMED).map(([name, value]) => {
    const squares = channelsOf(value).map((channel, at) => (channel - (wanted[at] ?? 0)) ** 2);
    return { name, distance: squares.reduce((sum, square) => sum + square, 0) };
  });
  return distances.sort((a, b) => a.distance - b.distance)[0]?.name ?? 'navy';
}

function channelsOf(hex: string): number[] {
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) || 0);
}
