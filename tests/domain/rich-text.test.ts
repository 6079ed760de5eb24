import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { renderRichText } from '../../src/domain/rich-text.ts';

const ALLOWED = ['P', 'BR', 'STRONG', 'EM', 'UL', 'OL', 'LI', 'A', 'H3', 'H4', 'BLOCKQUOTE'];

/** What in a piece of HTML could run, load or look like something that is not the contributor's text. */
function listDangers(html: string): string[] {
  return parse(html)
    .querySelectorAll('*')
    .flatMap((node) => [
      ...(ALLOWED.includes(node.tagName) ? [] : [node.tagName]),
      ...Object.entries(node.attributes).flatMap(([name, value]) =>
        node.tagName === 'A' &&
        (name === 'rel' || (name === 'href' && /^(https?:|mailto:|tel:)/.test(value)))
          ? []
          : [`${name}=${value}`],
      ),
    ]);
}

describe("A contributor's text on a page", () => {
  it('keeps paragraphs, lists, emphasis and links', () => {
    const html = renderRichText(
      '# Wann?\n\n**Jeden** *Tag*\nab 10\n\n- Kaffee\n\nhttps://example.org',
    );
    expect(html.replace(/\n/g, '')).to.equal(
      '<h3>Wann?</h3><p><strong>Jeden</strong> <em>Tag</em><br>ab 10</p><ul><li>Kaffee</li></ul>' +
        '<p><a href="https://example.org" rel="nofollow ugc noopener">https://example.org</a></p>',
    );
  });

  it('links what begins with www, and guesses at no other name', () => {
    const links = (text: string) =>
      parse(renderRichText(text))
        .querySelectorAll('a')
        .map((link) => link.getAttribute('href'));
    expect(links('Mehr auf www.example.org.')).to.deep.equal(['https://www.example.org']);
    expect(links('(www.example.org/fest?tag=1), dann')).to.deep.equal([
      'https://www.example.org/fest?tag=1',
    ]);
    expect(links('Es gibt Kaffee.Es gibt Kuchen, z.B. im Hof.de')).to.deep.equal([]);
    expect(links('awww.example.org und www. allein')).to.deep.equal([]);
  });

  it('without a word is nothing at all', () => {
    expect(renderRichText('')).to.equal('');
  });

  it('shows markup that people type as the letters that it is', () => {
    const html = renderRichText('<b>laut</b> & <script>alert(1)</script>');
    expect(html).to.include('&lt;b&gt;laut&lt;/b&gt; &amp; &lt;script&gt;');
    expect(parse(html).textContent).to.include('<script>alert(1)</script>');
  });

  const hostile = [
    '[klick](javascript:alert(1))',
    '[klick](JaVaScRiPt&colon;alert(1))',
    '[klick](data:text/html;base64,PHNjcmlwdD4=)',
    '[klick](vbscript:x "t")',
    '<javascript:alert(1)>',
    '![bild](https://example.org/zaehler.png)',
    '[![x](https://example.org/a.png "onerror=alert(1)")](https://example.org)',
    '<img src=x onerror=alert(1)>',
    '<svg><animate onbegin=alert(1)>',
    '<a href="https://example.org" onclick="alert(1)">x</a>',
    '<style>body{display:none}</style>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '```html\n<script>alert(1)</script>\n```',
    '`<img src=x onerror=alert(1)>`',
    '| a |\n|---|\n| <script>alert(1)</script> |',
    '[a](<https://example.org" onmouseover="alert(1)>)',
    '> <form action=https://example.org><input name=password>',
  ];
  for (const text of hostile) {
    it(`cannot do harm with ${JSON.stringify(text)}`, () => {
      expect(listDangers(renderRichText(text))).to.deep.equal([]);
    });
  }

  it('cannot do harm with anything put together from such pieces', () => {
    const pieces = [
      '<',
      '>',
      '"',
      "'",
      '[',
      ']',
      '(',
      ')',
      '!',
      '`',
      '\n',
      ' ',
      'javascript:',
      '&#x3c;',
    ];
    const words = [
      'script',
      'img src=x onerror=alert(1)',
      'http://example.org',
      '</p>',
      '<!--',
      '\u0000',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 25 }), (parts) => {
        expect(listDangers(renderRichText(parts.join('')))).to.deep.equal([]);
      }),
      { numRuns: 400 },
    );
  });

  it('the search for dangers does find them', () => {
    const bad = '<script>1</script><a href="javascript:1" onclick="1">x</a><img src="x">';
    expect(listDangers(bad)).to.deep.equal([
      'SCRIPT',
      'href=javascript:1',
      'onclick=1',
      'IMG',
      'src=x',
    ]);
  });
});
