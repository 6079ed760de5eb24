import { expect } from 'chai';
import { gatherAssets } from '../../../src/web/assets/assets.ts';
import { openPortal, type Portal } from '../../support/portal.ts';
import { visit } from '../../support/visitor.ts';

const LATIN_ONLY = ['', '/en', '/leicht'];

describe('Style and letters of each language', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  const linked = async (path: string) => {
    const page = await visit(portal.url).get(path);
    const links = page.document.querySelectorAll('link[rel=stylesheet], link[rel=preload]');
    return links.map((link) => link.getAttribute('href') ?? '');
  };
  const sheetsOf = async (path: string) => {
    const sheets = (await linked(path)).filter((href) => href.endsWith('.css'));
    return Promise.all(sheets.map(async (href) => (await visit(portal.url).get(href)).text));
  };
  const fontsOf = (sheets: readonly string[]) =>
    [...sheets.join('\n').matchAll(/url\("([^"]+\.woff2)"\)/g)].map(([, url]) => url ?? '');

  it('German, English and easy German pages carry nothing of the others', async () => {
    const german = await linked('');
    expect(german).to.have.length(5);
    for (const prefix of LATIN_ONLY) expect(await linked(prefix), prefix).to.deep.equal(german);
    const fonts = fontsOf(await sheetsOf(''));
    expect(fonts).to.have.length(2);
    expect(fonts.join()).not.to.match(/arabic|cyrillic|noto/);
  });

  for (const [prefix, sample] of [
    ['/ar', 'ع'],
    ['/uk', 'їєґ'],
    ['/tr', 'ğşıİ'],
  ] as const) {
    it(`${prefix} brings a font for each of its letters, and each font is there`, async () => {
      const sheets = await sheetsOf(prefix);
      const ranges = [...sheets.join('\n').matchAll(/unicode-range:([^;}]+)/g)]
        .flatMap(([, list]) => (list ?? '').split(','))
        .map((range) => range.trim().slice(2).split('-'))
        .map(([from = '', to = from]) => [parseInt(from, 16), parseInt(to, 16)] as const);
      for (const letter of sample) {
        const code = letter.codePointAt(0) ?? 0;
        expect(
          ranges.some(([from, to]) => from <= code && code <= to),
          letter,
        ).to.equal(true);
      }
      const fonts = fontsOf(sheets);
      expect(fonts.length).to.be.greaterThan(2);
      for (const font of fonts) {
        const answer = await visit(portal.url).get(font);
        expect(answer.headers.get('Content-Type'), font).to.equal('font/woff2');
        expect(answer.text.slice(0, 4), font).to.equal('wOF2');
      }
    });
  }

  it('Arabic pages have the design system mirrored, others have not', async () => {
    const [, arabic = ''] = await sheetsOf('/ar/einreichen/adresse');
    const [, german = ''] = await sheetsOf('/einreichen/adresse');
    const icon = /\.kern-form-input__select-wrapper:after\{[^}]*\}/;
    expect(icon.exec(german)?.[0])
      .to.match(/[;{]right:/)
      .and.not.match(/[;{]left:/);
    expect(icon.exec(arabic)?.[0])
      .to.match(/[;{]left:/)
      .and.not.match(/[;{]right:/);
  });

  it('a process that never drew such a page serves its files too', () => {
    const writer = gatherAssets();
    const reader = gatherAssets();
    const names = ['style.rtl.css', 'form.rtl.css', 'letters-arabic.css', 'noto-sans-arabic.woff2'];
    writer.url('letters-arabic.css');
    for (const name of names) {
      const hashed = writer.url(name).split('/').at(-1) ?? '';
      expect(reader.find(hashed)?.name, name).to.equal(hashed);
    }
    expect(reader.find('letters-arabic.AAAAAAAAAA.css')).to.equal(undefined);
  });
});
