import { expect } from 'chai';
import fc from 'fast-check';
import { excerpt, highlight } from '../../../src/domain/search/highlight.ts';
import { matcherFor } from '../../../src/domain/search/match.ts';
import { plainText } from '../../../src/domain/search/plain.ts';
import { parseQuery } from '../../../src/domain/search/query.ts';

const matchersOf = (typed: string) => parseQuery(typed).words.map((word) => matcherFor(word));
const marked = (text: string, typed: string) =>
  highlight(text, matchersOf(typed))
    .filter((segment) => segment.marked)
    .map((segment) => segment.text);

describe('Marking what was found', () => {
  it('marks the word as it was written, however it was typed', () => {
    const table: [string, string, string[]][] = [
      ['Die Straße ist frei', 'strasse', ['Straße']],
      ['Die Strasse ist frei', 'Straße', ['Strasse']],
      ['Café Crème', 'cafe creme', ['Café', 'Crème']],
      ['Sommerfest am Rhein', 'fest', ['fest']],
      ['Fußballspiel', 'fussball', ['Fußball']],
      ['Viele Märkte', 'Markt', ['Märkte']],
      ['İyi sohbet', 'iyi', ['İyi']],
      ['دورة اللغة العربية', 'العربية', ['العربية']],
      ['Дім зустрічей', 'дім', ['Дім']],
      ['ﬁnden', 'finden', ['ﬁnden']],
      ['a\u0308rger', 'ärger', ['a\u0308rger']],
    ];
    for (const [text, typed, wanted] of table) {
      expect(marked(text, typed), `${typed} in ${text}`).to.deep.equal(wanted);
    }
  });

  it('never loses or adds a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, typed) => {
        const pieces = highlight(text, matchersOf(`${typed} ${text.slice(0, 5)}`));
        expect(pieces.map((piece) => piece.text).join('')).to.equal(text);
      }),
    );
  });

  it('cuts a long text around the first mark, between words', () => {
    const text = `${'Vorher. '.repeat(80)}Hier steht das Zauberwort in der Mitte. ${'Nachher. '.repeat(80)}`;
    const cut = (excerpt(text, matchersOf('zauberwort')) ?? []).map((piece) => piece.text).join('');
    expect(cut).to.match(/^… Vorher\. .*Hier steht das Zauberwort in der Mitte\. .* …$/);
    expect(cut.length).to.be.lessThan(300);
    expect(excerpt(text, matchersOf('nirgends'))).to.equal(undefined);
  });

  it('shows Markdown as it reads', () => {
    expect(
      plainText('## Ablauf\n\n- **Erst** [essen](https://example.org/a_b)\n- dann _reden_'),
    ).to.equal('Ablauf Erst essen dann reden');
    expect(plainText('2 * 3 = 6 und a_b')).to.equal('2 * 3 = 6 und ab');
  });
});
