import { expect } from 'chai';
import { reindex } from '../../../src/workflow/reindex.ts';
import { removeDocument } from '../../../src/db/search.ts';
import { advance, mend, receiveConfirmed } from '../../support/lives.ts';
import { hireStaff, openPortal, type Portal, type Staff } from '../../support/portal.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

interface Suggestion {
  readonly text: string;
  readonly url: string;
}

describe('The page of the search', () => {
  let portal: Portal;
  let staff: Staff;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
  });
  after(() => portal.close());

  async function publish(
    kind: 'event' | 'entry' | 'story',
    changes: Record<string, string | string[]>,
  ): Promise<string> {
    const id = await receiveConfirmed(portal, kind, changes);
    await advance(portal, id, { type: 'approve' }, staff.kalk);
    return id;
  }
  const ask = (query: Record<string, string>, path = '/suche'): Promise<Answer> =>
    visit(portal.url).get(`${path}?${new URLSearchParams(query).toString()}`);
  const titles = (page: Answer) =>
    page.document.querySelectorAll('.found h3').map((one) => one.text);
  const marks = (page: Answer) =>
    page.document.querySelectorAll('.found mark').map((one) => one.text);
  const find = async (q: string) => titles(await ask({ q }));

  describe('shows what is live', () => {
    before(async () => {
      await publish('event', {
        title: 'Straßenmusik für Käferfreunde',
        summary: 'Ein Nachmittag mit Geigen.',
        description: 'Lange Rede. '.repeat(60) + 'Am Ende gibt es **Zitronenkuchen** für alle.',
        placeName: 'Pöstchen',
      });
      await publish('entry', { title: 'Käferhaus', topics: ['health'] });
    });

    it('with the words marked as they were written, not as they are compared', async () => {
      const page = await ask({ q: 'strassenmusik POESTCHEN' });
      expect(titles(page)).to.deep.equal(['Straßenmusik für Käferfreunde']);
      expect(marks(page)).to.deep.equal(['Straßenmusik', 'Pöstchen']);
      expect(marks(await ask({ q: 'strasse' }))[0]).to.equal('Straße');
      expect(page.document.querySelector('.found__count')?.text).to.equal(
        t('search.count', { count: 1 }),
      );
    });

    it('with the sentence in which a word stands that the summary does not have', async () => {
      const text = (await ask({ q: 'zitronenkuchen' })).document.querySelector(
        '.found__text',
      )?.text;
      expect(text).to.include('Am Ende gibt es Zitronenkuchen für alle.');
      expect(text?.length).to.be.lessThan(300);
    });

    it('with day and place of an event, and its district', async () => {
      const hit = (await ask({ q: 'geigen' })).document.querySelector('.found li')?.text ?? '';
      expect(hit)
        .to.include(t('kind.event.one'))
        .and.include('5. Dezember')
        .and.include('Pöstchen');
      expect(hit).to.include('Humboldt/Gremberg und Kalk');
    });

    it('and says so when a word was written by nobody, with a link to what was meant', async () => {
      const page = await ask({ q: 'Straßenmusk' });
      const note = page.document.querySelector('.found__note');
      expect(note?.text)
        .to.include(t('search.meant'))
        .and.include('straßenmusk'.replace('ß', 'ss'));
      expect(note?.querySelector('a')?.getAttribute('href')).to.equal(
        `/suche?${new URLSearchParams({ q: 'Straßenmusik' }).toString()}`,
      );
      expect(titles(page)).to.deep.equal(['Straßenmusik für Käferfreunde']);
    });

    it('by its topic, in the languages of the portal', async () => {
      for (const q of ['Gesundheit', 'sağlık', 'здоровʼя', 'الصحة']) {
        expect(await find(q), q).to.include('Käferhaus');
      }
      const turkish = await ask({ q: 'sağlık' }, '/tr/suche');
      expect(turkish.document.querySelector('.found a')?.getAttribute('href')).to.match(
        /^\/tr\/adressen\/kaeferhaus-/,
      );
    });

    it('only of one kind, district, Stadtteil or topic, when asked so', async () => {
      const both = { q: 'Käfer' };
      expect(titles(await ask(both))).to.have.length(2);
      expect(titles(await ask({ ...both, bereich: 'adressen' }))).to.deep.equal(['Käferhaus']);
      expect(titles(await ask({ ...both, thema: 'health' }))).to.deep.equal(['Käferhaus']);
      expect(titles(await ask({ ...both, sozialraum: 'chorweiler' }))).to.deep.equal([]);
      expect(
        titles(await ask({ ...both, sozialraum: 'kalk-humboldt', stadtteil: '802' })),
      ).to.have.length(2);
      const none = await ask({ ...both, bereich: 'seiten' });
      expect(none.text).to.include(t('search.withoutFilters'));
    });

    it('and names filters that it does not know, without an error', async () => {
      const page = await ask({ q: 'Käfer', bereich: 'unfug', farbe: 'blau' });
      expect(titles(page)).to.have.length(2);
      expect(page.document.querySelector('.found__note')?.text)
        .to.include('bereich=unfug')
        .and.include('farbe=blau');
    });

    it('of a district on its own site, with a way to search everywhere', async () => {
      const kalk = await ask({ q: 'Käferhaus' }, '/sozialraum/kalk-humboldt/suche');
      expect(titles(kalk)).to.deep.equal(['Käferhaus']);
      const other = await ask({ q: 'Käferhaus' }, '/sozialraum/chorweiler/suche');
      expect(titles(other)).to.deep.equal([]);
      const everywhere = other.document
        .querySelectorAll('a')
        .find((link) => link.text === t('search.everywhere'));
      expect(
        titles(await visit(portal.url).get(everywhere?.getAttribute('href') ?? '')),
      ).to.deep.equal(['Käferhaus']);
    });

    it('and suggests words and titles while somebody types', async () => {
      const answer = await ask({ q: 'kaef' }, '/suche/vorschlaege');
      const { suggestions, said } = JSON.parse(answer.text) as {
        suggestions: Suggestion[];
        said: string;
      };
      expect(suggestions.map(({ text }) => text)).to.include.members([
        'Käferfreunde',
        'Käferhaus',
        'Straßenmusik für Käferfreunde',
      ]);
      const item = suggestions.find(({ text, url }) => text === 'Käferhaus' && url !== '');
      expect((await visit(portal.url).get(item?.url ?? '')).text).to.include('<h1');
      expect(said).to.equal(t('search.suggestions', { count: suggestions.length }));
      const nothing = JSON.parse((await ask({ q: '"*' }, '/suche/vorschlaege')).text) as object;
      expect(nothing).to.include({ said: t('search.suggestions', { count: 0 }) });
    });
  });

  describe('helps where there is nothing to show', () => {
    for (const [what, q] of Object.entries({
      'a word that nobody wrote': 'xylophonquark',
      quotes: '"""',
      operators: '* NEAR( OR ^ : -',
      'an emoji': '🎉',
      punctuation: '… — !?',
      'a NUL': '\0',
      'ten thousand letters': 'q'.repeat(10_000),
    })) {
      it(`such as ${what}`, async () => {
        const page = await ask({ q });
        expect(page.status).to.equal(200);
        expect(titles(page)).to.deep.equal([]);
        expect(page.document.querySelector('input[name=q]')).not.to.equal(null);
        expect(page.text).to.include(q === '\0' ? t('search.lead') : t('search.none'));
        expect(page.document.querySelectorAll('main .more a').map((one) => one.text)).to.include(
          t('list.event.title'),
        );
      });
    }
  });

  describe('shows nothing', () => {
    it('that waits, was taken back, or has ended', async () => {
      const waiting = await receiveConfirmed(portal, 'entry', { title: 'Wartesaal' });
      expect(await find('Wartesaal')).to.deep.equal([]);
      await advance(portal, waiting, { type: 'approve' }, staff.kalk);
      expect(await find('Wartesaal')).to.deep.equal(['Wartesaal']);
      // Until then, a step is undone and not taken back.
      portal.clock.advance(3_600_000);
      await portal.work();
      await advance(portal, waiting, { type: 'retract', message: 'Zu alt' }, staff.kalk);
      expect(await find('Wartesaal')).to.deep.equal([]);

      await publish('event', { title: 'Eintagsfliege', startDate: '2026-11-25', endDate: '' });
      expect(await find('Eintagsfliege')).to.deep.equal(['Eintagsfliege']);
      portal.clock.advance(2 * 86_400_000);
      await portal.work();
      expect(await find('Eintagsfliege')).to.deep.equal([]);
    });

    it('that was erased, not even as a suggestion', async () => {
      const id = await publish('entry', { title: 'Geheimniskrämerei' });
      expect(await find('Geheimniskrämerei')).to.have.length(1);
      await advance(portal, id, { type: 'erase' }, 'contributor');
      expect(await find('Geheimniskrämerei')).to.deep.equal([]);
      expect((await ask({ q: 'geheimnis' }, '/suche/vorschlaege')).text).not.to.include('Geheim');
    });

    it('of an old version once the new one is approved', async () => {
      const id = await publish('entry', { title: 'Altstimme' });
      await mend(portal, id, 'proposeRevision', 'entry', { title: 'Neustimme' });
      expect(await find('Altstimme')).to.deep.equal(['Altstimme']);
      expect(await find('Neustimme')).to.deep.equal([]);
      await advance(portal, id, { type: 'approve' }, staff.kalk);
      expect(await find('Altstimme')).to.deep.equal([]);
      expect(await find('Neustimme')).to.deep.equal(['Neustimme']);
    });
  });

  it('has many results on several pages, each once', async () => {
    for (let n = 1; n <= 22; n += 1) await publish('story', { title: `Serienheld ${String(n)}` });
    const first = await ask({ q: 'Serienheld' });
    const next = first.document.querySelectorAll('.more a').at(-1)?.getAttribute('href') ?? '';
    const second = await visit(portal.url).get(next);
    const all = [...titles(first), ...titles(second)];
    expect(new Set(all).size).to.equal(22);
    expect(all).to.have.length(22);
    const back = second.document.querySelector('.more a')?.getAttribute('href');
    expect(back).to.equal('/suche?q=Serienheld');
  });

  it('finds everything live again after it was indexed anew', async () => {
    const id = await publish('entry', { title: 'Verlorenes Wort' });
    await portal.services.db.transact((tx) => removeDocument(tx, id));
    expect(await find('Verlorenes')).to.deep.equal([]);
    await publish('entry', { title: 'Gefundenes Wort' });
    const before = await find('Gefundenes');
    const count = await reindex(portal.services, () => undefined);
    expect(count).to.be.greaterThan(20);
    expect(await find('Verlorenes')).to.deep.equal(['Verlorenes Wort']);
    expect(await find('Gefundenes')).to.deep.equal(before);
  });
});
