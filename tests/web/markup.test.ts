import { expect } from 'chai';
import { HtmlValidate } from 'html-validate';
import { KINDS } from '../../src/domain/submission-types.ts';
import { FORM_PATHS, LIST_PATHS } from '../../src/web/paths.ts';
import { flyer, picture, pictureAnswers } from '../support/files.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { decide, fillIn, handIn, handInAndConfirm, linkIn, signIn } from '../support/steps.ts';
import { listUnstyled } from '../support/styles.ts';
import { visit, type Answer, type Visitor } from '../support/visitor.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // In lower case, as the standard itself writes it; both are right.
    'doctype-style': 'off',
    // A title holds what contributors called their item, which is theirs to choose.
    'long-title': 'off',
    // Our own files come from the host that the page comes from; others' would need a digest.
    'require-sri': ['error', { target: 'crossorigin' }],
    'no-missing-references': 'error',
  },
});

/** The check page carries an answer of several values as several hidden fields, as ticked boxes do. */
const ON_CHECK = { rules: { 'form-dup-name': 'off' } } as const;

/** A page, what it is, and what only this kind of page has, so that none stands in for another. */
type Shot = readonly [name: string, page: Answer, proof: string];

/** What contributors write has every sign in it that means something in HTML. */
const SIGNS = {
  title: 'Tee & Kekse für "alle" <b>',
  easyText: 'Wir treffen uns.\nAlle können kommen.',
  website: 'https://example.org/?a=1&b=2',
  publicPhone: '0221 123456',
  submitterPhone: '0221 123456',
  topics: ['culture', 'family'],
  accessibility: ['step-free'],
};

describe('The markup of every page is without fault by the rules of HTML, and has its style', function () {
  this.timeout(60_000);
  let portal: Portal;
  let kalk: Visitor;
  let editor: Visitor;
  const references: string[] = [];
  const visitor = () => visit(portal.url);
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kalk = await signIn(portal, 'kalk@example.org');
    editor = await signIn(portal, 'startseite@example.org');
    for (const kind of KINDS) {
      const { reference } = await handInAndConfirm(portal, kind, SIGNS);
      references.push(reference);
      await decide(kalk, reference, 'approve');
      await decide(kalk, reference, 'requestPromotion');
    }
    for (const reference of references.slice(1)) {
      const desk = await editor.get('/redaktion/startseite');
      const form = `form[action$="${reference}/entscheidungen"]`;
      await editor.post(desk.action(form), { ...desk.fields(form), event: 'promote' });
    }
    portal.clock.advance(6 * 60_000);
  });
  after(() => portal.close());

  it('what everybody reads: the landing page, homes, lists, items, what the law asks for, a 404', async () => {
    const get = (path: string) => visitor().get(path);
    const shots: Shot[] = [
      ['landing page', await get('/'), '.chosen .card'],
      ['landing page in English', await get('/en'), 'html[lang=en] .chosen .card'],
      ['home', await get('/sozialraum/kalk-humboldt'), '.office + *, .lines .line'],
      ['home without items', await get('/sozialraum/chorweiler'), '.band .empty'],
      ['list without items', await get('/sozialraum/chorweiler/adressen'), 'div.empty'],
      ['nothing', await get('/gibt-es-nicht'), '.lead + p .button'],
    ];
    for (const kind of KINDS) {
      const list = await get(LIST_PATHS[kind]);
      shots.push([`list of ${kind}`, list, 'main h3 a']);
      const href = list.document.querySelector('main h3 a')?.getAttribute('href') ?? '';
      shots.push([kind, await get(href), 'article.item h1']);
    }
    const december = '&datum=2026-12-05&thema=culture&x=%22%3Cb%3E';
    for (const [view, proof] of [
      ['tag', '.lines .line'],
      ['woche', '.weeks .entry'],
      ['monat', '.weeks .entry'],
    ] as const) {
      const page = await get(`${LIST_PATHS.event}?ansicht=${view}${december}`);
      shots.push([`calendar by ${view}`, page, proof]);
    }
    shots.push([
      'filters that nothing fits',
      await get('/adressen?thema=work'),
      '.empty .chip--off',
    ]);
    for (const page of ['impressum', 'datenschutz', 'barrierefreiheit']) {
      shots.push([page, await get(`/seiten/${page}`), '.prose p']);
    }
    expect(await listFaults(shots)).to.deep.equal([]);
  });

  it('what contributors fill in: the choice, each form, empty, with problems, checked, and sent', async () => {
    const shots: Shot[] = [['choice', await visitor().get('/einreichen'), '.choices .choice']];
    for (const kind of KINDS) {
      const path = FORM_PATHS[kind];
      const someone = visitor();
      const wrong = await fillIn(someone, kind, { website: 'kein Link' });
      const form = await someone.get(path);
      const files = { 'images[]': await picture(), flyer: flyer() };
      const answers = {
        ...form.fields('form.form'),
        ...answersFor(kind, SIGNS),
        ...pictureAnswers,
      };
      shots.push([`form of ${kind}`, form, 'form.form .group']);
      shots.push([`form of ${kind} with problems`, wrong, '#probleme a']);
      const kept = await someone.upload(path, { ...answers, title: '', step: 'check' }, files);
      shots.push([`form of ${kind} that keeps files`, kept, '[data-whole] img']);
      const check = await someone.post(path, { ...kept.fields('form.form'), title: 'Mit Bild' });
      shots.push([`check of ${kind}`, check, 'form.check-form']);
    }
    const { sent } = await handIn(portal, 'entry');
    shots.push(['sent', sent, '.facts .reference']);
    expect(await listFaults(shots)).to.deep.equal([]);
  });

  it('what the private link shows: confirming, status, changing, withdrawing, the own list', async () => {
    const someone = visitor();
    await handIn(portal, 'entry', SIGNS);
    await portal.work();
    const waiting = linkIn(portal);
    const { reference, link } = await handInAndConfirm(portal, 'event', SIGNS);
    const thanks = await someone.get(`${link}/bestaetigen`);
    await someone.post(`${link}/nachricht`, { message: 'Eine Frage\n<dazu> & mehr' });
    await decide(kalk, reference, 'requestChanges', { message: 'Bitte "Raum" & Ort nennen.' });
    const empty = await someone.post(`${link}/nachricht`, { message: '' });
    const shots: Shot[] = [
      ['before confirming', await someone.get(`${waiting}/bestaetigen`), 'form .button.large'],
      ['after confirming', thanks, '.lead + p a.button'],
      ['status', await someone.get(link), '.state .path'],
      ['status that refuses a message', empty, '#f-message-problem'],
      ['change that was asked for', await someone.get(`${link}/bearbeiten`), '.note.asked'],
      ['withdrawing', await someone.get(`${link}/zurueckziehen`), 'form .button.danger'],
    ];
    await someone.post(`${link}/zurueckziehen`, {});
    shots.push(['withdrawn', await someone.get(link), '.state__title']);
    shots.push(['withdrawn already', await someone.get(`${link}/zurueckziehen`), '.actions > a']);
    shots.push(['own', await someone.get('/meine-einsendungen'), 'form #f-email']);
    const asked = await someone.post('/meine-einsendungen', { email: 'nora@example.org' });
    shots.push(['own, asked for', asked, '.lead[role=status]']);
    expect(await listFaults(shots)).to.deep.equal([]);
  });

  it('what staff decide on: the queue, a submission in each stage, refusals, a conflict, the landing desk', async () => {
    const { reference } = await handInAndConfirm(portal, 'event', SIGNS);
    const path = `/redaktion/${reference}`;
    const tooLate = { version: '1' };
    const shots: Shot[] = [
      ['queue', await kalk.get('/redaktion'), '.q .q__row h2'],
      ['queue of the done', await kalk.get('/redaktion?ansicht=done'), '.q .q__row h2'],
      ['queue without anything', await kalk.get('/redaktion?ansicht=mine'), '.empty'],
      ['open submission', await kalk.get(path), '.decision[data-decision=reject]'],
      ['decision without reason', await decide(kalk, reference, 'reject'), '[id$=reason-problem]'],
      ['change without message', await decide(kalk, reference, 'requestChanges'), '.kern-error'],
      ['conflict', await decide(kalk, reference, 'approve', tooLate), '.conflict .kern-list'],
      ['message', await kalk.post(`${path}/nachricht`, { message: '' }), '#f-message-problem'],
      ['live', await kalk.get(`/redaktion/${references[0] ?? ''}`), '[data-decision=retract]'],
      ['landing desk', await editor.get('/redaktion/startseite'), '.q--order .order form'],
    ];
    await decide(kalk, reference, 'approve');
    shots.push(['what was decided', await kalk.get(`${path}?getan=approve`), '[role=status]']);
    expect(await listFaults(shots)).to.deep.equal([]);
  });

  it('what staff sign in with and administer: passwords, accounts, the outbox, a mail', async () => {
    const someone = visitor();
    const admin = await signIn(portal, 'verwaltung@example.org');
    const wrong = { email: 'kalk@example.org', password: 'falsch' };
    const asked = await someone.post('/passwort', { email: 'ayla@example.org' });
    await portal.work();
    const reset = /\/passwort\/\S+/.exec(portal.letters.at(-1)?.text ?? '')?.[0] ?? '';
    const outbox = await admin.get('/verwaltung/postausgang');
    const mail = outbox.document.querySelector('main .q h2 a')?.getAttribute('href') ?? '';
    expect(
      await listFaults([
        ['sign-in', await someone.get('/anmelden'), '#f-password'],
        ['wrong password', await someone.post('/anmelden', wrong), '[role=alert]'],
        ['forgotten password', await someone.get('/passwort'), '#f-email'],
        ['forgotten password, asked for', asked, '.lead[role=status]'],
        ['new password', await someone.get(reset), '#f-password-hint'],
        ['short password', await someone.post(reset, { password: 'x' }), '#f-password-problem'],
        ['administration', await admin.get('/verwaltung'), '.choices .choice'],
        ['accounts', await admin.get('/verwaltung/konten'), '.q .q__who'],
        ['outbox', outbox, '.chips + .q'],
        ['mail', await admin.get(mail), '.letter'],
      ]),
    ).to.deep.equal([]);
  });
});

async function listFaults(shots: readonly Shot[]): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, page, proof] of shots) {
    if (page.document.querySelector(proof) === null) faults.push(`${name}: not that page`);
    for (const one of listUnstyled(page)) faults.push(`${name}: no sheet of it styles .${one}`);
    const more = proof === 'form.check-form' ? ON_CHECK : {};
    const { results } = await validator.validateString(page.text, name, more);
    for (const { ruleId, message, selector } of results.flatMap(({ messages }) => messages)) {
      faults.push(`${name}: ${message} (${ruleId}) at ${selector ?? 'the top'}`);
    }
  }
  return faults;
}
