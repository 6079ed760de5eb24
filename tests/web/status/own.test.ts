import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { listSubmissionsOfBatch } from '../../../src/db/batches.ts';
import { findByReference, listSubmissionsOf, loadContent } from '../../../src/db/submissions.ts';
import { listHistory } from '../../../src/db/history.ts';
import { readContent, readSubmitter } from '../../../src/domain/kinds/read-form.ts';
import { signToken } from '../../../src/domain/tokens.ts';
import { receiveBatch } from '../../../src/workflow/receive-batch.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { handInMany } from '../../support/many.ts';
import { readRows } from '../../support/rows.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const DAY = 86_400_000;

describe('What is one’s own', function () {
  this.timeout(30_000);
  let portal: Portal;
  let visitor: Visitor;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    visitor = visit(portal.url);
  });
  after(() => portal.close());

  const rowOf = async (reference: string) => {
    const row = await findByReference(portal.services.db.read, reference);
    if (row === undefined) throw new Error(`there is no ${reference}`);
    return row;
  };
  async function publish(kind: 'event' | 'entry', changes: Record<string, string>) {
    const handed = await handInAndConfirm(portal, kind, changes);
    await decide(await signIn(portal, 'kalk@example.org'), handed.reference, 'approve');
    portal.clock.advance(DAY);
    await portal.work();
    return handed;
  }
  const startDate = (days: number) =>
    new Date(portal.clock.now + days * DAY).toISOString().slice(0, 10);

  describe('cancelling a date', () => {
    it('stands on the page at once, is told to the office, and can be taken back', async () => {
      const date = startDate(9);
      const { reference, link } = await publish('event', { title: 'Hoffest', startDate: date });
      const page = await visitor.get(`${link}/termine`);
      await visitor.post(page.action('main form'), { cancel: date });
      await portal.work();

      const row = await rowOf(reference);
      expect(row.review).to.equal('approved');
      const live = await loadContent(portal.services.db.read, row.id, row.approvedRevision ?? 0);
      expect(live).to.deep.include({ kind: 'event', cancelled: [date] });
      const told = portal.letters.filter((one) => one.to.address === 'kalk@example.org').at(-1);
      expect(told?.subject).to.include('Hoffest');
      const kalk = await signIn(portal, 'kalk@example.org');
      expect((await kalk.get(`/redaktion/${reference}`)).text).to.include(
        'Nora Beispiel hat den Termin am ',
      );

      const again = await visitor.get(`${link}/termine`);
      expect(again.text).to.include(t('dates.cancelled'));
      await visitor.post(again.action('main form'), { restore: date });
      const after = await rowOf(reference);
      const content = await loadContent(
        portal.services.db.read,
        after.id,
        after.approvedRevision ?? 0,
      );
      expect(content).to.deep.include({ cancelled: [] });
    });

    it('reaches a proposed change too, so that its approval does not bring the date back', async () => {
      const date = startDate(9);
      const { reference, link } = await publish('event', { title: 'Flohmarkt', startDate: date });
      const form = await visitor.get(`${link}/bearbeiten`);
      const check = await visitor.post(form.action('form.form'), {
        ...form.fields('form.form'),
        summary: 'Jetzt auch mit Kuchen.',
        step: 'check',
      });
      await visitor.post(check.action('form.check-form'), {
        ...check.fields('form.check-form'),
        step: 'send',
      });
      await visitor.post(`${link}/termine`, { cancel: date });

      const row = await rowOf(reference);
      const read = portal.services.db.read;
      expect(row.review).to.equal('queued');
      const live = await loadContent(read, row.id, row.approvedRevision ?? 0);
      const proposed = await loadContent(read, row.id, row.revision);
      expect(live).to.deep.include({ cancelled: [date] });
      expect(live.summary).not.to.include('Kuchen');
      expect(proposed).to.deep.include({ cancelled: [date], summary: 'Jetzt auch mit Kuchen.' });
      await decide(await signIn(portal, 'kalk@example.org'), reference, 'approve');
      const approved = await rowOf(reference);
      expect(await loadContent(read, approved.id, approved.approvedRevision ?? 0)).to.deep.include({
        cancelled: [date],
        summary: 'Jetzt auch mit Kuchen.',
      });
    });

    it('again and again is stopped, and leaves the way to erase it open', async () => {
      const date = startDate(9);
      const { reference, link } = await publish('event', { title: 'Hin und her', startDate: date });
      const before = portal.letters.length;
      let last = 303;
      for (let turn = 0; turn < 61; turn += 1) {
        const change = turn % 2 === 0 ? { cancel: date } : { restore: date };
        last = (await visitor.post(`${link}/termine`, change)).status;
      }
      expect(last).to.equal(429);
      await portal.work();
      const told = portal.letters
        .slice(before)
        .filter((one) => one.to.address === 'kalk@example.org');
      expect(told.length).to.be.within(1, 60);
      await visitor.post(`${link}/loeschen`, { sure: 'yes' });
      expect((await rowOf(reference)).publication).to.equal('hidden');
    });

    it('pressed twice is told once', async () => {
      const date = startDate(9);
      const { reference, link } = await publish('event', { title: 'Doppelt', startDate: date });
      const before = (await rowOf(reference)).revision;
      await visitor.post(`${link}/termine`, { cancel: date });
      const second = await visitor.post(`${link}/termine`, { cancel: date });
      expect(second.location).to.equal(`${link}/termine`);
      await portal.work();
      expect((await rowOf(reference)).revision).to.equal(before + 1);
      const told = portal.letters.filter(
        ({ to, subject }) => to.address === 'kalk@example.org' && subject.includes('Doppelt am'),
      );
      expect(told).to.have.length(1);
    });

    it('waits for the office where the administrator wants that: the button is not there', async () => {
      const { link } = await publish('event', { title: 'Streng', startDate: startDate(9) });
      expect((await visitor.get(link)).text).to.include(t('dates.title'));
      const admin = await signIn(portal, 'verwaltung@example.org');
      await admin.post('/verwaltung/einstellungen', { freshFor: '12' });
      expect((await visitor.get(link)).text).not.to.include(t('dates.title'));
      const refused = await visitor.post(`${link}/termine`, { cancel: startDate(8) });
      expect(refused.status).to.equal(409);
      await admin.post('/verwaltung/einstellungen', { freshFor: '12', directCancel: 'yes' });
    });

    it('of a day that the event does not have changes nothing', async () => {
      const { reference, link } = await publish('event', {
        title: 'Genau',
        startDate: startDate(9),
      });
      const before = await rowOf(reference);
      const refused = await visitor.post(`${link}/termine`, { cancel: startDate(30) });
      expect(refused.status).to.equal(422);
      expect(await rowOf(reference)).to.deep.equal(before);
    });
  });

  describe('looking after it together', () => {
    it('an invited colleague joins by a link of their own, changes things in their own name, gets the letters, and can be removed', async () => {
      const { reference, link } = await publish('entry', { title: 'Gemeinsam' });
      await visitor.post(`${link}/personen`, {
        colleagueName: 'Tom Kollege',
        colleagueEmail: 'Tom@example.org',
      });
      await portal.work();
      const letter = portal.letters.findLast((one) => one.to.address === 'tom@example.org');
      const own = /\/vorgang\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
      expect(own)
        .to.match(/^\/vorgang\//)
        .and.not.equal(link);

      // Until Tom says yes, he is told nothing and changes nothing.
      const tom = visit(portal.url);
      const before = await readRows(portal);
      for (const page of [
        '',
        '/bearbeiten',
        '/zurueckziehen',
        '/bestaetigen',
        '/stimmt',
        '/termine',
      ]) {
        expect((await tom.get(own + page)).location, page).to.equal(`${own}/mitmachen`);
      }
      for (const button of ['/zurueckziehen', '/nachricht', '/stimmt', '/bearbeiten']) {
        const answer = await tom.post(own + button, { message: 'Hallo', step: 'send' });
        expect(answer.location, button).to.equal(`${own}/mitmachen`);
      }
      const copy = await tom.get(`/einreichen/adresse?vorlage=${own.split('/').at(-1) ?? ''}`);
      expect(copy.text).not.to.include('Gemeinsam').and.not.include('tom@example.org');
      expect(await readRows(portal)).to.deep.equal(before);
      await tom.post(`${own}/mitmachen`, {});
      expect((await tom.get(own)).text).to.include('Gemeinsam');
      await tom.post(`${own}/nachricht`, { message: 'Ich bin jetzt auch dabei.' });
      const kalk = await signIn(portal, 'kalk@example.org');
      expect((await kalk.get(`/redaktion/${reference}`)).text).to.include('Tom Kollege');
      await kalk.post(`/redaktion/${reference}/nachricht`, { message: 'Willkommen!' });
      await portal.work();
      const welcomed = portal.letters.filter((one) => one.text.includes('Willkommen!'));
      expect(welcomed.map((one) => one.to.address).sort()).to.deep.equal([
        'nora@example.org',
        'tom@example.org',
      ]);
      expect(welcomed.find((one) => one.to.address === 'tom@example.org')?.text).to.include(own);

      // Whose it is stays whose it was.
      expect((await tom.get(`${own}/loeschen`)).status).to.equal(404);
      expect((await tom.post(`${own}/personen`, { remove: 'x' })).status).to.equal(404);
      expect((await tom.get(own)).text).not.to.include('nora@example.org');

      const status = await visitor.get(link);
      await kalk.post(`/redaktion/${reference}/nachricht`, { message: 'Nur für die Übrigen.' });
      await visitor.post(`${link}/personen`, {
        remove: status.document.querySelector('button[name=remove]')?.getAttribute('value') ?? '',
      });
      expect((await tom.get(own)).status).to.equal(404);
      await portal.work();
      const told = portal.letters.filter((one) => one.text.includes('Nur für die Übrigen.'));
      expect(told.map((one) => one.to.address)).to.deep.equal(['nora@example.org']);
    });

    it('nobody fills a stranger’s postbox with invitations, from however many submissions', async () => {
      const stranger = { colleagueName: 'Stella', colleagueEmail: 'stella@example.org' };
      const answers = [];
      for (let turn = 0; turn < 6; turn += 1) {
        const { link } = await handInAndConfirm(portal, 'entry', { title: `Post ${String(turn)}` });
        answers.push((await visitor.post(`${link}/personen`, stranger)).status);
      }
      expect(answers).to.deep.equal([303, 303, 303, 303, 303, 429]);
      await portal.work();
      const got = portal.letters.filter((one) => one.to.address === 'stella@example.org');
      expect(got).to.have.length(5);
    });

    it('a colleague invited to two of a batch is told of each by itself, and gets no way to all of it', async () => {
      const table =
        'Titel;Datum;Uhrzeit;Stadtteil\nEins;5.6.2027;15 Uhr;Kalk\nZwei;6.6.2027;15 Uhr;Kalk';
      const submitterEmail = 'sammel@example.org';
      const batch = await handInMany(portal, table, { submitterEmail });
      await visitor.post(`/sammlung/${batch.token}/bestaetigen`, {});
      const page = await visitor.get(`/sammlung/${batch.token}`);
      const links = page.document
        .querySelectorAll('main a[href*="/vorgang/"]')
        .map((one) => one.getAttribute('href')?.replace(portal.url, '') ?? '');
      expect(links).to.have.length(2);
      for (const link of links) {
        await visitor.post(`${link}/personen`, {
          colleagueName: 'Mara Mit',
          colleagueEmail: 'mara@example.org',
        });
      }
      await portal.work();
      for (const { text } of portal.letters.filter(({ to }) => to.address === 'mara@example.org')) {
        const own = /\/vorgang\/[\w-]+/.exec(text)?.[0] ?? '';
        await visitor.post(`${own}/mitmachen`, {});
      }
      const kalk = await signIn(portal, 'kalk@example.org');
      for (const { reference } of await listSubmissionsOfBatch(portal.services.db.read, batch.id)) {
        await decide(kalk, reference, 'approve');
      }
      portal.clock.advance(DAY);
      await portal.work();
      const approved = (address: string) =>
        portal.letters.filter(
          ({ to, text }) => to.address === address && /freigegeben|steht jetzt/.test(text),
        );
      expect(approved('mara@example.org')).to.have.length(2);
      for (const { text } of approved('mara@example.org'))
        expect(text).not.to.include('/sammlung/');
      expect(approved('sammel@example.org')[0]?.text).to.include('/sammlung/');
    });

    it('an address is invited once, and a missing name is said at its field', async () => {
      const { link } = await publish('entry', { title: 'Einmal' });
      const tom = { colleagueName: 'Tom', colleagueEmail: 'tom2@example.org' };
      await visitor.post(`${link}/personen`, tom);
      const twice = await visitor.post(`${link}/personen`, tom);
      expect(twice.text).to.include(t('problem.colleagueKnown'));
      const nameless = await visitor.post(`${link}/personen`, {
        colleagueEmail: 'ada@example.org',
      });
      expect(nameless.text).to.include(t('problem.colleagueNameMissing'));
      expect(nameless.document.querySelector('#f-colleagueEmail')?.getAttribute('value')).to.equal(
        'ada@example.org',
      );
    });
  });

  describe('taking along and erasing', () => {
    it('the copy holds all that is kept, and none of the office’s people', async () => {
      const { reference, link } = await publish('entry', { title: 'Mitnehmen' });
      const answer = await visitor.get(`${link}/daten`);
      expect(answer.headers.get('Content-Disposition')).to.include(`${reference}.json`);
      const { submissions } = JSON.parse(answer.text) as {
        submissions: {
          reference: string;
          contributor: { email: string };
          revisions: { content: { title: string } }[];
          history: { event: string; by: string }[];
        }[];
      };
      expect(submissions).to.have.length(1);
      expect(submissions[0]).to.deep.include({ reference });
      expect(submissions[0]?.contributor.email).to.equal('nora@example.org');
      expect(submissions[0]?.revisions[0]?.content.title).to.equal('Mitnehmen');
      expect(submissions[0]?.history.map(({ event }) => event)).to.include.members([
        'handIn',
        'confirm',
        'approve',
      ]);
      expect(answer.text).not.to.include('Kim Kalk');
    });

    it('erasing takes page, texts, messages, people and letters away at once, and says so by a last letter', async () => {
      const { reference, link } = await publish('entry', {
        title: 'Vergissmeinnicht',
        submitterEmail: 'weg@example.org',
        submitterName: 'Wegda Weg',
      });
      const { id, slug } = await rowOf(reference);
      await visitor.post(`${link}/nachricht`, { message: 'Ein Geheimnis von Wegda' });
      await portal.work();

      const token = signToken(portal.services.secret, 'receipt', id);
      const receipt = `/einreichen/gesendet/${token}`;
      expect((await visitor.get(receipt)).text).to.include(t('sent.reference'));
      const unsure = await visitor.post(`${link}/loeschen`, {});
      expect(unsure.text).to.include(t('problem.sureMissing'));
      expect((await visitor.get(`/adressen/${slug}`)).text).to.include('Vergissmeinnicht');
      const gone = await visitor.post(`${link}/loeschen`, { sure: 'yes' });
      expect((await visitor.get(gone.location)).text).to.include(t('erase.done'));
      await portal.work();

      expect((await visitor.get(`/adressen/${slug}`)).status).to.equal(404);
      expect((await visitor.get(link)).status).to.equal(404);
      const after = await visitor.get(receipt);
      expect(after.status).to.equal(410);
      expect(after.text).to.include(t('sent.gone.text')).and.not.include(t('sent.spam'));
      const rows = JSON.stringify(await readRows(portal));
      for (const trace of ['Vergissmeinnicht', 'Geheimnis', 'vergissmeinnicht']) {
        expect(rows.includes(trace), trace).to.equal(false);
      }
      // The last letter itself is all that still knows the address, and it leaves with the outbox.
      const last = portal.letters.filter((one) => one.to.address === 'weg@example.org').at(-1);
      expect(last?.text).to.not.equal('');
      expect((await listHistory(portal.services.db.read, id)).map(({ event }) => event)).to.include(
        'erase',
      );
      const kalk = await signIn(portal, 'kalk@example.org');
      const desk = await kalk.get(`/redaktion/${reference}`);
      expect(desk.text).to.include(t('submission.erased')).and.not.include('Wegda');
    });
  });

  describe('the list of all', () => {
    it('shows everything of one address with its state, also what colleagues invited to, and nothing of others', async () => {
      const email = 'liste@example.org';
      const first = await publish('entry', { title: 'Liste Eins', submitterEmail: email });
      await handInAndConfirm(portal, 'story', { title: 'Liste Zwei', submitterEmail: email });
      const other = await publish('entry', { title: 'Fremdes' });
      await visitor.post(`${other.link}/personen`, {
        colleagueName: 'Lis Te',
        colleagueEmail: email,
      });
      await portal.work();
      const invitation = portal.letters.findLast((one) => one.to.address === email);
      const own = /\/vorgang\/[\w-]+/.exec(invitation?.text ?? '')?.[0] ?? '';
      await visitor.post(`${own}/mitmachen`, {});
      await publish('entry', { title: 'Ganz fremd' });

      await visitor.post('/meine-einsendungen', { email });
      await portal.work();
      const letter = portal.letters.findLast((one) => one.to.address === email);
      const path = /\/meine-einsendungen\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
      const list = await visitor.get(path);
      const rows = list.document
        .querySelectorAll('.q__row')
        .map((row) => [
          row.querySelector('h2')?.textContent,
          row.querySelector('.q__who')?.textContent,
        ]);
      expect(rows).to.deep.equal([
        ['Liste Zwei', t('status.queued.title')],
        ['Liste Eins', t('status.live.title')],
        ['Fremdes', t('status.live.title')],
      ]);
      expect(first.link).to.equal(
        list.document.querySelectorAll('.q__row a')[1]?.getAttribute('href'),
      );
    });

    it('is taken along whole: more than the page shows, and what was begun', async () => {
      const email = 'viel@example.org';
      const answers = answersFor('entry', { submitterEmail: email });
      const frame = { now: portal.clock.now, zone: 'Europe/Berlin' };
      const content = readContent('entry', answers, { images: [], flyer: null }, frame);
      const submitter = readSubmitter(answers);
      if (!content.ok || !submitter.ok) throw new Error('the answers are wrong');
      const route = { routedBy: 'stadtteil', certain: true, stadtteil: '802' } as const;
      const { districts } = await portal.services.city();
      const districtId = districts[0]?.id ?? '';
      await receiveBatch(portal.services, {
        id: randomUUID(),
        name: '',
        language: 'de',
        submitter: submitter.value,
        fillSeconds: 0,
        rows: Array.from({ length: 501 }, (_, index) => ({
          uid: String(index),
          content: { ...content.value, title: `Viel ${String(index)}` },
          route: { ...route, districtId },
        })),
        limits: [],
      });
      const form = await visitor.get('/einreichen/adresse');
      const begun = { ...form.fields('form.form'), title: 'Viel Angefangen', step: 'draft' };
      await visitor.post('/einreichen/adresse', { ...begun, submitterEmail: email });

      const [{ id } = { id: '' }] = await listSubmissionsOf(portal.services.db.read, email, 1);
      const token = signToken(portal.services.secret, 'own', id);
      const answer = await visitor.get(`/meine-einsendungen/${token}/daten`);
      const { submissions, drafts } = JSON.parse(answer.text) as {
        submissions: { revisions: { content: { title: string } }[] }[];
        drafts: { answers: { title: string } }[];
      };
      const titles = submissions.map(({ revisions }) => revisions[0]?.content.title);
      expect(new Set(titles).size).to.equal(501);
      expect(drafts.map(({ answers: { title } }) => title)).to.deep.equal(['Viel Angefangen']);
    }).timeout(60_000);

    it('the page that asks whether one is sure can be read in another language', async () => {
      const { reference } = await publish('entry', { title: 'Sprachen' });
      const token = signToken(portal.services.secret, 'own', (await rowOf(reference)).id);
      const asked = await visitor.post(`/meine-einsendungen/${token}/loeschen`, {});
      expect(asked.text).to.include(t('problem.sureMissing'));
      const turkish = asked.document.querySelector('.languages a[hreflang=tr]');
      const list = await visitor.get(turkish?.getAttribute('href') ?? '');
      expect(list.location).to.equal(`/tr/meine-einsendungen/${token}`);
    });

    it('pressed twice, erasing says both times that it is done', async () => {
      const email = 'doppelt@example.org';
      const one = await publish('entry', { title: 'Doppelt Eins', submitterEmail: email });
      const erase = () => visitor.post(`${one.link}/loeschen`, { sure: 'yes' });
      const answers = [...(await Promise.all([erase(), erase()])), await erase()];
      expect(answers.map(({ location }) => location)).to.deep.equal(
        Array(3).fill('/meine-einsendungen?geloescht=1'),
      );
      // Whoever has no link, or does not say that they are sure, learns nothing.
      expect((await visitor.post(`${one.link}/loeschen`, {})).status).to.equal(404);
      const wrong = `${one.link.slice(0, -2)}xx`;
      expect((await visitor.post(`${wrong}/loeschen`, { sure: 'yes' })).status).to.equal(404);

      const two = await publish('entry', { title: 'Doppelt Zwei', submitterEmail: email });
      await publish('entry', { title: 'Doppelt Drei', submitterEmail: email });
      const token = signToken(portal.services.secret, 'own', (await rowOf(two.reference)).id);
      const list = await visitor.get(`/meine-einsendungen/${token}`);
      const fields = { ...list.fields('main form'), sure: 'yes' };
      const eraseAll = (own: string) => visitor.post(`/meine-einsendungen/${own}/loeschen`, fields);
      const all = [
        ...(await Promise.all([eraseAll(token), eraseAll(token)])),
        await eraseAll(token),
      ];
      for (const answer of all) expect(answer.location).to.equal(answers[0]?.location);
      expect(JSON.stringify(await readRows(portal))).not.to.match(/Doppelt (Eins|Zwei|Drei)/);
      // One list's words open no other list.
      const other = await publish('entry', { title: 'Fremd', submitterEmail: 'fremd@example.org' });
      const { id } = await rowOf(other.reference);
      await visitor.post(`${other.link}/loeschen`, { sure: 'yes' });
      expect((await eraseAll(signToken(portal.services.secret, 'own', id))).status).to.equal(404);
    });

    it('erases all of one’s own at once, but not what a colleague invited to', async () => {
      const email = 'alles@example.org';
      const one = await publish('entry', { title: 'Alles Eins', submitterEmail: email });
      const two = await publish('entry', { title: 'Alles Zwei', submitterEmail: email });
      const { id } = await rowOf(one.reference);
      const token = signToken(portal.services.secret, 'own', id);
      const kept = await publish('entry', { title: 'Bleibt' });
      await visitor.post('/meine-einsendungen', { email });
      const form = await visitor.get('/einreichen/adresse');
      const begun = { ...form.fields('form.form'), title: 'Alles Angefangen', step: 'draft' };
      await visitor.post('/einreichen/adresse', { ...begun, submitterEmail: email });
      await portal.work();
      const traces = async () => {
        const rows = JSON.stringify(await readRows(portal));
        return ['Alles Eins', 'Alles Zwei', 'Alles Angefangen'].filter((one) => rows.includes(one));
      };
      expect(await traces()).to.have.length(3);
      await visitor.post(`/meine-einsendungen/${token}/loeschen`, { sure: 'yes' });
      for (const { reference } of [one, two]) {
        expect((await rowOf(reference)).publication, reference).to.equal('hidden');
      }
      expect(await traces()).to.deep.equal([]);
      expect((await rowOf(kept.reference)).publication).to.equal('live');
      expect((await visitor.get(`/meine-einsendungen/${token}`)).status).to.equal(404);
    });
  });
});
