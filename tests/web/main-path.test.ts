import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../support/steps.ts';
import { visit } from '../support/visitor.ts';

describe('From an empty form to the landing page', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  for (const kind of ['event', 'entry', 'story'] as const) {
    it(`a ${kind} is handed in, confirmed, approved, published and promoted by HTTP alone`, async () => {
      const title = `Weg einer ${kind}`;
      const { reference } = await handInAndConfirm(portal, kind, { title });
      expect(reference).to.match(/^KAL-26-\d{4}$/);

      const kalk = await signIn(portal, 'kalk@example.org');
      const queue = await kalk.get('/redaktion');
      expect(queue.text).to.include(title).and.include(reference);
      expect((await decide(kalk, reference, 'approve')).status).to.equal(303);

      const list = { event: '/veranstaltungen', entry: '/adressen', story: '/projekte' }[kind];
      const visitor = visit(portal.url);
      expect((await visitor.get(`/sozialraum/kalk-humboldt${list}`)).text).to.include(title);
      expect((await visitor.get(`/sozialraum/chorweiler${list}`)).text).not.to.include(title);

      await decide(kalk, reference, 'requestPromotion');
      const editor = await signIn(portal, 'startseite@example.org');
      const desk = await editor.get('/redaktion/startseite');
      expect(desk.text).to.include(title);
      const form = `form[action$="${reference}/entscheidungen"]`;
      await editor.post(desk.action(form), { ...desk.fields(form), event: 'promote' });
      expect((await visitor.get('/')).document.querySelector('.cards')?.textContent).to.include(
        title,
      );

      portal.clock.advance(6 * 60_000);
      await portal.work();
      expect(portal.letters.map((letter) => letter.subject)).to.include(`Veröffentlicht: ${title}`);
    });
  }
});
