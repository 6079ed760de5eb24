import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { readRows } from '../../support/rows.ts';
import { decide, handIn, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const STATES = ['awaitingConfirmation', 'queued', 'approved', 'rejected', 'withdrawn'] as const;

/** Everything of an answer but the moment, the length and the address that it was asked for. */
function faceOf(answer: Answer, path: string): string {
  const asked = path.replace(/^.*?(?=\/redaktion|\/vorgang)/, '');
  const headers = [...answer.headers].filter(
    ([name]) => !['date', 'content-length', 'etag'].includes(name),
  );
  const text = answer.text.replaceAll(asked, '…').replaceAll(encodeURI(asked), '…');
  return JSON.stringify([answer.status, headers, text]);
}

describe('What is not there and what one may not see look exactly alike', () => {
  let portal: Portal;
  const references: Record<(typeof STATES)[number], string> = {
    awaitingConfirmation: '',
    queued: '',
    approved: '',
    rejected: '',
    withdrawn: '',
  };
  const others: Record<string, Visitor> = {};
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    const kalk = await signIn(portal, 'kalk@example.org');
    references.awaitingConfirmation = (await handIn(portal, 'entry')).reference;
    for (const state of STATES.slice(1)) {
      const { reference, link } = await handInAndConfirm(portal, 'entry', { title: `In ${state}` });
      references[state] = reference;
      if (state === 'approved') await decide(kalk, reference, 'approve');
      if (state === 'rejected') await decide(kalk, reference, 'reject', { reason: 'duplicate' });
      if (state === 'withdrawn') await visit(portal.url).post(`${link}/zurueckziehen`, {});
      // It is there: its own office sees it.
      expect((await kalk.get(`/redaktion/${reference}`)).text).to.include(`In ${state}`);
    }
    for (const name of ['chorweiler', 'portal', 'verwaltung', 'startseite']) {
      others[name] = await signIn(portal, `${name}@example.org`);
    }
  });
  after(() => portal.close());

  const nothing = ['KAL-26-9999', 'XXX-26-0001', 'unsinn', '%C3%A4', 'KAL-26-0001x', '0'];
  const decisions = [
    ['claim', {}],
    ['approve', {}],
    ['reject', { reason: 'made-up' }],
    ['handOver', { district: 'chorweiler', message: 'Her damit' }],
    ['unsinn', {}],
    ['', {}],
  ] as const;

  for (const name of ['chorweiler', 'portal', 'verwaltung', 'startseite']) {
    it(`for ${name}, in every state, for every reference and every thing to do with it`, async () => {
      const visitor = others[name]!;
      const before = await readRows(portal);
      const faces = new Map<string, string>();
      for (const reference of [...Object.values(references), ...nothing]) {
        const path = `/redaktion/${reference}`;
        const page = await visitor.get(path);
        faces.set(`GET ${path}`, faceOf(page, path));
        expect(page.text).to.include(t('error.notFound.title'));
        for (const [event, details] of decisions) {
          const to = `${path}/entscheidungen`;
          const answer = await visitor.post(to, { event, version: '2', ...details });
          faces.set(`${event} ${to}`, faceOf(answer, to));
        }
        const message = await visitor.post(`${path}/nachricht`, { message: 'Hallo' });
        faces.set(`message ${path}`, faceOf(message, `${path}/nachricht`));
      }
      const [first = ''] = faces.values();
      for (const [request, face] of faces) expect(face, request).to.equal(first);
      expect(await readRows(portal)).to.deep.equal(before);
    });
  }

  it('for an editor’s buttons too, where nothing was ever public', async () => {
    const before = await readRows(portal);
    const faces = new Set<string>();
    for (const reference of [
      references.awaitingConfirmation,
      references.queued,
      references.rejected,
      ...nothing,
    ]) {
      const path = `/redaktion/${reference}/entscheidungen`;
      for (const event of ['promote', 'declinePromotion', 'demote']) {
        faces.add(faceOf(await others['startseite']!.post(path, { event, version: '2' }), path));
      }
    }
    expect([...faces]).to.have.length(1);
    expect([...faces][0]).to.include(t('error.notFound.title'));
    expect(await readRows(portal)).to.deep.equal(before);
  });

  it('after a session has ended, the way back leads to a page and not into nothing', async () => {
    const path = `/redaktion/${references.queued}`;
    const visitor = visit(portal.url);
    const fields = { event: 'reject', version: '2', reason: 'duplicate', message: 'lang' };
    const headers = { Referer: `${portal.url}${path}?fassung=1` };
    const answer = await visitor.post(`${path}/entscheidungen`, fields, headers);
    const back = (await signIn(portal, 'kalk@example.org')).get(String(answer.fields()['weiter']));
    expect((await back).text).to.include('In queued');
  });
});
