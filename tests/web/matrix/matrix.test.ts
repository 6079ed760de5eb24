import { expect } from 'chai';
import { createApp } from '../../../src/app.ts';
import { findByReference } from '../../../src/db/submissions.ts';
import { signToken } from '../../../src/domain/tokens.ts';
import { ROUTES } from '../../../src/web/paths.ts';
import { handInMany } from '../../support/many.ts';
import { publish, referenceOf, report } from '../../support/articles.ts';
import { picture, pictureAnswers } from '../../support/files.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { listRoutes } from '../../support/routes.ts';
import { readRows } from '../../support/rows.ts';
import {
  decide,
  handIn,
  handInAndConfirm,
  keepDraft,
  linkIn,
  signIn,
} from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';
import { MATRIX, ROLES, type Outcome, type Role, type World } from './rows.ts';

const EMAILS = {
  other: 'chorweiler@example.org',
  own: 'kalk@example.org',
  editor: 'startseite@example.org',
  administrator: 'verwaltung@example.org',
};
// An address is written down before it is served; these are served by nobody yet.
const NOT_YET = new Set<string>();

describe('Every address for every role', () => {
  let portal: Portal;
  let world: World;
  const visitors = {} as Record<Role, Visitor>;
  before(async function () {
    this.timeout(60_000);
    portal = await openPortal();
    await hireStaff(portal.services);
    world = await settle(portal);
    // So that what was needed to get here counts for no limit.
    portal.clock.advance(3_600_001);
    await enter();
  });
  after(() => portal.close());
  async function enter(): Promise<void> {
    visitors.nobody = visit(portal.url);
    for (const [role, email] of Object.entries(EMAILS)) {
      visitors[role as Role] = await signIn(portal, email);
    }
  }

  it('has a row here: none can be added without saying who gets what', () => {
    expect(listRoutes(createApp(portal.services))).to.deep.equal(Object.keys(MATRIX).sort());
  });

  it('is written in the list of addresses, and each of the list is served', () => {
    const served = new Set(Object.keys(MATRIX).map((name) => name.split(' ')[1] ?? ''));
    for (const path of Object.values(ROUTES)) {
      if (!NOT_YET.has(path)) expect([...served], path).to.include(path);
    }
  });

  for (const [name, row] of Object.entries(MATRIX)) {
    const [method = '', route = ''] = name.split(' ');
    it(`${name}: ${ROLES.map((role) => `${role} ${describeOutcome(row.outcomes[role])}`).join(', ')}`, async () => {
      for (const role of ROLES) {
        const outcome = row.outcomes[role];
        // What may be done is done to something fresh, so that roles do not meet each other's traces.
        const scene =
          method === 'POST' && 'to' in outcome ? { ...world, ...(await fresh(portal)) } : world;
        const path = row.path?.(scene) ?? route;
        const before = 'refuse' in outcome ? await readRows(portal) : {};
        const visitor = visitors[role];
        const answer =
          method === 'GET'
            ? await visitor.get(path)
            : await visitor.post(path, row.fields?.(scene) ?? {});
        if ('see' in outcome) {
          expect(answer.status, role).to.equal(200);
          expect(answer.text, role).to.include(outcome.see);
        } else if ('to' in outcome) {
          expect(answer.status, role).to.equal(303);
          expect(answer.location.startsWith(outcome.to), `${role} ${answer.location}`).to.equal(
            true,
          );
        } else {
          if (outcome.refuse === 'sign in') {
            // What was typed into a form waits on the page to sign in with.
            const isKept = answer.status === 401;
            if (isKept) expect(answer.action(), role).to.equal('/anmelden');
            else expect(answer.location, role).to.match(/^\/anmelden\?weiter=/);
          } else {
            const title = {
              401: '',
              404: 'notFound',
              403: 'notPermitted',
              409: 'notPossible',
              422: '',
            }[outcome.refuse];
            expect(answer.status, role).to.equal(outcome.refuse);
            if (title !== '') expect(answer.text, role).to.include(t(`error.${title}.title`));
          }
          expect(await readRows(portal), role).to.deep.equal(before);
          if (outcome.refuse !== 422) expect(answer.text, role).not.to.include('Offen in Kalk');
        }
      }
      if (route === ROUTES.signOut) await enter();
    });
  }
});

function describeOutcome(outcome: Outcome): string {
  if ('see' in outcome) return 'sees it';
  if ('to' in outcome) return `is led to ${outcome.to}`;
  return outcome.refuse === 'sign in' ? 'must sign in' : `gets ${String(outcome.refuse)}`;
}

async function fresh(portal: Portal): Promise<Pick<World, 'reference' | 'token'>> {
  const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Frisch' });
  return { reference, token: link.split('/').at(-1) ?? '' };
}

/** Something live of each kind in Kalk, with a picture, and something open. */
async function settle(portal: Portal): Promise<World> {
  const kalk = await signIn(portal, EMAILS.own);
  const slug = { event: '', entry: '', story: '' };
  const visitor = visit(portal.url);
  for (const kind of ['event', 'story'] as const) {
    const { reference } = await handInAndConfirm(portal, kind, { title: `Matrix ${kind}` });
    await decide(kalk, reference, 'approve');
    slug[kind] = `matrix-${kind}-${reference.toLowerCase()}`;
  }
  const form = await visitor.get('/einreichen/adresse');
  const answers = { ...answersFor('entry', { title: 'Matrix entry' }), ...pictureAnswers };
  const check = await visitor.upload(
    '/einreichen/adresse',
    { ...form.fields('form.form'), ...answers, step: 'check' },
    { 'images[]': await picture() },
  );
  await visitor.post('/einreichen/adresse', { ...check.fields('form.check-form'), step: 'send' });
  await portal.work();
  await visitor.post(`${linkIn(portal)}/bestaetigen`, {});
  const reference = /KAL-26-\d{4}/.exec((await kalk.get('/redaktion')).text)?.[0] ?? '';
  await decide(kalk, reference, 'approve');
  slug.entry = `matrix-entry-${reference.toLowerCase()}`;
  const item = await visitor.get(`/adressen/${slug.entry}`);

  const { sent, reference: open } = await handIn(portal, 'entry', { title: 'Offen in Kalk' });
  await portal.work();
  const token = linkIn(portal).split('/').at(-1) ?? '';
  await visitor.post(`/vorgang/${token}/bestaetigen`, {});
  const batch = await handInMany(
    portal,
    'Titel;Datum;Uhrzeit;Stadtteil\nAus dem Kalender;5.12.2026;15 Uhr;Kalk\nDanach;6.12.2026;15 Uhr;Kalk',
  );
  const confirmedBatch = await handInMany(
    portal,
    'Titel;Datum;Uhrzeit;Stadtteil\nBestätigt;5.12.2026;15 Uhr;Kalk\nAuch bestätigt;6.12.2026;15 Uhr;Kalk',
  );
  await visitor.post(`/sammlung/${confirmedBatch.token}/bestaetigen`, {});
  await kalk.post('/redaktion/abos', {
    url: 'http://192.0.2.1/kalender.ics',
    organisation: 'Abonnierter Verein',
    stadtteil: '802',
  });
  const abos = await kalk.get('/redaktion/abos');
  const subscription = abos.action('form[action^="/redaktion/abos/"]').split('/').at(-1) ?? '';
  const articles = {
    news: await publish(kalk, 'news', { title: 'Matrix news' }),
    page: await publish(kalk, 'page', { title: 'Matrix page' }),
  };
  const reported = referenceOf(await report(visitor, `entry/${slug.entry}`));
  await visitor.post('/passwort', { email: EMAILS.other });
  await portal.work();
  const admin = await signIn(portal, EMAILS.administrator);
  const outbox = await admin.get('/verwaltung/postausgang?stand=sent');
  const mails = outbox.document.querySelectorAll('a[href^="/verwaltung/postausgang/"]');
  const mail = mails.find((one) => one.textContent.startsWith('Angekommen'))?.getAttribute('href');
  const draft = await keepDraft(portal, 'entry', { title: 'Entwurf der Matrix' });
  const sheets = item.document.querySelectorAll('link[rel=stylesheet]');
  const row = await findByReference(portal.services.db.read, open);
  const resetMail = portal.letters.findLast((one) => one.to.address === EMAILS.other);
  return {
    reference: open,
    token,
    ownToken: signToken(portal.services.secret, 'own', row?.id ?? ''),
    receipt: sent.url.split('/').at(-1) ?? '',
    draft: draft.split('/').at(-1) ?? '',
    slug,
    subscription,
    articles,
    report: reported,
    batch: { ...batch, openId: confirmedBatch.id },
    mailId: mail?.split('/').at(-1) ?? '',
    passwordToken: /\/passwort\/([^\s]+)/.exec(resetMail?.text ?? '')?.[1] ?? '',
    unsubscribeToken:
      portal.services.links.unsubscribe('nora@example.org', 'de').split('/').at(-1) ?? '',
    image: item.document.querySelector('main img')?.getAttribute('src') ?? '',
    style: sheets[0]?.getAttribute('href') ?? '',
    colours: sheets[1]?.getAttribute('href') ?? '',
  };
}
