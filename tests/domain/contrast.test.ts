import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { contrastOf, mixColours, readColour, writeColour } from '../../src/domain/contrast.ts';
import { listContrastProblems, SCHEMES } from '../../src/domain/district-colours.ts';

const colour = (text: string) => readColour(text)!;

describe('The colours of a district', () => {
  it('are measured as WCAG measures them', () => {
    for (const [one, other, ratio] of [
      ['#000000', '#ffffff', 21],
      ['#ffffff', '#ffffff', 1],
      // The grey at the edge of 4.5 and the one just below it.
      ['#767676', '#ffffff', 4.54],
      ['#777777', '#ffffff', 4.48],
      ['#ff0000', '#ffffff', 4],
      ['#0000ff', '#ffff00', 8],
    ] as const) {
      expect(contrastOf(colour(one), colour(other)), `${one} ${other}`).to.be.closeTo(ratio, 0.01);
      expect(contrastOf(colour(other), colour(one))).to.equal(
        contrastOf(colour(one), colour(other)),
      );
    }
  });

  it('are mixed as a browser mixes them, half of one and half of the other by how they look', () => {
    expect(writeColour(mixColours(colour('#ffffff'), 0.5, colour('#000000')))).to.equal('#636363');
    expect(writeColour(mixColours(colour('#0b5fa5'), 1, colour('#ffffff')))).to.equal('#0b5fa5');
    expect(writeColour(mixColours(colour('#0b5fa5'), 0, colour('#ffffff')))).to.equal('#ffffff');
    // Chromium: color-mix(in oklab, #b54708 11%, #fff).
    expect(writeColour(mixColours(colour('#b54708'), 0.11, colour('#ffffff')))).to.equal('#f9ebe5');
  });

  it('are checked on the very colours that the pages have', () => {
    const tokens = readFileSync(
      new URL('../../src/web/assets/files/10-tokens.css', import.meta.url),
      'utf8',
    );
    const [light = '', dark = ''] = tokens.split('prefers-color-scheme: dark');
    for (const [css, set] of [
      [light, SCHEMES.light],
      [dark, SCHEMES.dark],
    ] as const) {
      for (const [name, value] of Object.entries(set)) {
        const variable = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        const found = new RegExp(`--${variable}: (#\\w+);`).exec(css)?.[1] ?? '';
        const whole = found.length === 4 ? found.replace(/\w/g, '$&$&') : found;
        expect(whole, variable).to.equal(value);
      }
    }
  });

  it('that ship with the program can be read everywhere', () => {
    const districts = JSON.parse(
      readFileSync(new URL('../../db/seeds/districts.json', import.meta.url), 'utf8'),
    ) as { slug: string; colour: string; colourDark: string }[];
    expect(districts.length).to.be.greaterThan(10);
    for (const district of districts) {
      expect(listContrastProblems(district.colour, 'light'), district.slug).to.deep.equal([]);
      expect(listContrastProblems(district.colourDark, 'dark'), district.slug).to.deep.equal([]);
    }
  });

  it('that are too weak are refused with each use that they are too weak for', () => {
    const uses = (text: string, scheme: 'light' | 'dark') =>
      listContrastProblems(text, scheme).map(({ use }) => use);
    expect(uses('#ffcc00', 'light')).to.deep.equal(['link', 'date', 'button', 'map', 'mark']);
    // Dark enough for a shape, too pale for words.
    expect(uses('#7e7c77', 'light')).to.deep.equal(['date']);
    expect(uses('#0b5fa5', 'dark')).to.include('link').and.include('button');
    expect(uses('#ffcc00', 'dark')).to.deep.equal([]);
  });
});
