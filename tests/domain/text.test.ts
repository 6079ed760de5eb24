import { expect } from 'chai';
import fc from 'fast-check';
import {
  cleanLine,
  cleanText,
  fold,
  foldStreet,
  saysSomething,
  slugify,
} from '../../src/domain/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 80 });

describe('Text as people type it', () => {
  it('loses what cannot be seen and what PostgreSQL refuses, and nothing else', () => {
    expect(cleanLine('Fest\u0000 im\u0007 Hof\u007F')).to.equal('Fest im Hof');
    expect(cleanLine('\uFEFFGrün ❤️ مرحبا ‎')).to.equal('Grün ❤️ مرحبا \u200E');
    expect(cleanLine('Fest\u0085 im\u009F Hof\u{E0041}\u{E007F}')).to.equal('Fest im Hof');
    expect(cleanLine('halbes Zeichen \uD800')).to.equal('halbes Zeichen \uFFFD');
  });

  it('says something when there is a letter or a digit of any script in it', () => {
    for (const text of ['a', '7', 'ب', '字']) expect(saysSomething(text), text).to.equal(true);
    for (const text of ['', ' ', '…', '!?', '\u200D', '❤️']) {
      expect(saysSomething(text), text).to.equal(false);
    }
  });

  it('cannot turn its own direction to look like something else', () => {
    expect(cleanLine('rechnung\u202Efdp.exe')).to.equal('rechnungfdp.exe');
    expect(cleanLine('\u2066a\u2069\u202Ab\u202C')).to.equal('ab');
  });

  it('on one line has no line break, so that it cannot begin a header of its own', () => {
    expect(cleanLine('Hof\r\nBcc: alle@example.org')).to.equal('Hof Bcc: alle@example.org');
    expect(cleanLine('  viel \t\u00A0 Platz\u2028hier ')).to.equal('viel Platz hier');
  });

  it('on several lines keeps its paragraphs, however its line ends were written', () => {
    expect(cleanText('eins\r\nzwei\rdrei  \n\n\n\nvier')).to.equal('eins\nzwei\ndrei\n\nvier');
  });

  it('comes out composed, so that two ways of typing ü are one', () => {
    expect(cleanLine('Bru\u0308ck')).to.equal('Brück');
    expect(cleanLine('Bru\u0000\u0308ck')).to.equal('Brück');
  });

  it('is clean after being cleaned once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).to.equal(cleanText(text));
        expect(cleanLine(cleanLine(text))).to.equal(cleanLine(text));
        expect(cleanLine(text)).not.to.match(/[\n\r\u0000\u202A-\u202E\u2066-\u2069]/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Folded text', () => {
  it('brings umlauts, accents and capitals together', () => {
    for (const text of ['Müßig', 'MÜẞIG', 'muessig', 'mu\u0308ßig']) {
      expect(fold(text), text).to.equal('muessig');
    }
    expect(fold('Çağlayan İzmir Café')).to.equal('caglayan izmir cafe');
  });

  it('brings the spellings of a street together and keeps different streets apart', () => {
    const spellings = ['Straße', 'Strasse', 'Str.', 'str', 'STRAẞE'].map((end) => `Kalker ${end}`);
    expect(new Set(spellings.map(foldStreet))).to.deep.equal(new Set(['kalkerstr']));
    expect(foldStreet('Am Hof (Ostseite)')).to.equal('amhof');
    expect(foldStreet('Kalker Straße')).not.to.equal(foldStreet('Kalker Weg'));
  });
});

describe('A part of an address', () => {
  it('reads like its title', () => {
    expect(slugify('Fest auf der Straße, 2. Teil!')).to.equal('fest-auf-der-strasse-2-teil');
  });

  it('is never empty, never longer than 60 characters and needs no escaping', () => {
    expect(slugify('مرحبا')).to.equal('ohne-titel');
    expect(slugify('../../etc/passwd')).to.equal('etc-passwd');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(slugify(text)).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slugify(text).length).to.be.lessThanOrEqual(60);
      }),
    );
  });
});
