import { expect } from 'chai';
import { LANGUAGES } from '../../src/locales/languages.ts';
import { fillEachWay, listSlots, listUnspoken } from '../support/messages.ts';
import { readWords } from '../support/words.ts';

const german = readWords('de');

/**
 * The pages of the desk are German or English, and so is what the interface for programs says of
 * itself. Letters to the desk are in the language of the account, whichever that is.
 */
const DESK_ONLY =
  /^(abos|accounts|admin|api|apiKeys|articleDesk|conflict|decision|desk|deskBatch|done|event|hint|keys|landingDesk|outbox|password|promotion|queue|reportDesk|role|routed|settings|signIn|state|submission)\./;
const WHOLE = new Set(['de', 'en']);

/** Here each language takes of what is offered what it needs to say a time. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  'time.clock': ['hour', 'hour12', 'minutes', 'half', 'part'],
  'time.at': ['start', 'hour'],
};

describe('The words of each language', () => {
  for (const { code, locale } of LANGUAGES) {
    const own = readWords(code);

    it(`${code}: are all there that its readers meet, and no others`, () => {
      const needed = [...german.keys()].filter((key) => WHOLE.has(code) || !DESK_ONLY.test(key));
      const missing = needed.filter((key) => !own.has(key));
      // As text, so that the failure lists them for whoever writes them.
      expect(missing.join('\n'), `missing in src/locales/${code}.json`).to.equal('');
      const surplus = [...own.keys()].filter((key) => !german.has(key));
      expect(surplus.join('\n'), `unused in src/locales/${code}.json`).to.equal('');
    });

    it(`${code}: have the same values to fill in as the German ones`, () => {
      for (const [key, text] of own) {
        expect(text.trim(), key).not.to.equal('');
        const inGerman = new Set(listSlots(german.get(key) ?? '', 'de').map(({ name }) => name));
        const names = new Set(listSlots(text, locale).map(({ name }) => name));
        const offered = OFFERED[key];
        if (offered) expect(offered, key).to.include.members([...names]);
        else expect([...names].sort(), key).to.deep.equal([...inGerman].sort());
      }
    });

    it(`${code}: take the same choices, and have a form for every number`, () => {
      for (const [key, text] of own) {
        const inGerman = listSlots(german.get(key) ?? '', 'de');
        for (const slot of listSlots(text, locale)) {
          const same = inGerman.find(({ name, type }) => name === slot.name && type === slot.type);
          if (slot.type === 'select' && OFFERED[key] === undefined) {
            expect([...slot.choices].sort(), key).to.deep.equal([...(same?.choices ?? [])].sort());
          }
          if (slot.type !== 'plural') continue;
          // Where German has no word for one, there is never only one.
          const least = same?.choices.some((choice) => /^(one|=1)$/.test(choice)) ? 0 : 2;
          const unspoken = listUnspoken(slot, locale).filter((number) => number >= least);
          expect(unspoken, key).to.deep.equal([]);
        }
      }
    });

    it(`${code}: can be said in each way, with nothing left over`, () => {
      for (const [key, text] of own) {
        for (const said of fillEachWay(text, locale)) {
          expect(said, key).not.to.match(/[{}]|undefined/);
          expect(said.trim(), key).not.to.equal('');
        }
      }
    });
  }

  it('would be missed: a form for few is asked of Ukrainian, one for two of Arabic', () => {
    const slots = (text: string, locale: string) => listSlots(text, locale)[0]!;
    const ukrainian = slots('{n, plural, one {#} many {#} other {#}}', 'uk');
    expect(listUnspoken(ukrainian, 'uk').slice(0, 3)).to.deep.equal([2, 3, 4]);
    const arabic = slots('{n, plural, =0 {#} one {#} few {#} many {#} other {#}}', 'ar');
    expect(listUnspoken(arabic, 'ar')).to.deep.equal([2]);
  });
});
