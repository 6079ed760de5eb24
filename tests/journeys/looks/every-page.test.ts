import { expect } from 'chai';
import { publish, referenceOf, report } from '../../support/articles.ts';
import { listSideways, listViolations, openWindow } from '../../support/browser.ts';
import { handInMany } from '../../support/many.ts';
import { hireStaff, openPortal, PASSWORD, type Portal } from '../../support/portal.ts';
import {
  decide,
  handIn,
  handInAndConfirm,
  keepDraft,
  linkIn,
  signIn,
} from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';

type Who = 'nobody' | 'kalk' | 'startseite' | 'verwaltung';

describe('Every page can be used by everybody', function () {
  this.timeout(300_000);
  let portal: Portal;
  const pages: [who: Who, path: string][] = [];
  const cookies: Partial<Record<Who, string>> = {};
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    for (const who of ['kalk', 'startseite', 'verwaltung'] as const) {
      const fields = { email: `${who}@example.org`, password: PASSWORD };
      const answer = await visit(portal.url).post('/anmelden', fields);
      cookies[who] = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    }
    pages.push(...(await settle(portal)));
  });
  after(() => portal.close());

  for (const who of ['nobody', 'kalk', 'startseite', 'verwaltung'] as const) {
    it(`seen by ${who}: axe-core finds nothing by day or night, nothing sticks out, nothing complains`, async () => {
      const cookie = cookies[who];
      const window = await openWindow(portal, { width: 360, ...(cookie ? { cookie } : {}) });
      const { page } = window;
      const found: string[] = [];
      for (const [, path] of pages.filter(([reader]) => reader === who)) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(portal.url + path);
        await page.evaluate(
          "document.querySelectorAll('main details').forEach((one) => (one.open = true))",
        );
        found.push(...(await listViolations(page, path)));
        await page.emulateMedia({ colorScheme: 'dark' });
        found.push(...(await listViolations(page, `${path} in the dark`, ['color-contrast'])));
        // 320 pixels are a desktop at 400 %.
        for (const width of [320, 360, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          found.push(...(await listSideways(page, `${path} at ${String(width)}`)));
        }
      }
      found.push(...window.complaints);
      await window.close();
      expect(found).to.deep.equal([]);
    });
  }

  it('refusals too: forms with problems, a wrong password', async () => {
    const found: string[] = [];
    for (const dark of [true, false]) {
      const window = await openWindow(portal, { width: dark ? 360 : 1280, dark });
      const { page } = window;
      for (const form of ['veranstaltung', 'adresse', 'projekt']) {
        await page.goto(`${portal.url}/einreichen/${form}`);
        await page.locator('.form__end button[value=check]').click();
        await page.locator('#probleme').waitFor();
        expect(await page.evaluate('document.activeElement?.id')).to.equal('probleme');
        found.push(...(await listViolations(page, `${form} with problems`)));
        found.push(...(await listSideways(page, `${form} with problems`)));
      }
      await page.goto(`${portal.url}/anmelden`);
      await page.locator('#f-email').fill('kalk@example.org');
      await page.locator('#f-password').fill('falsch');
      await page.locator('main button').click();
      await page.locator('[role=alert]').waitFor();
      found.push(...(await listViolations(page, 'wrong password')), ...window.complaints);
      await window.close();
    }
    expect(found).to.deep.equal([]);
  });
});

/** A portal with something of everything; gives every page and who can see it. */
async function settle(portal: Portal): Promise<[Who, string][]> {
  const kalk = await signIn(portal, 'kalk@example.org');
  const editor = await signIn(portal, 'startseite@example.org');
  const long = 'Donaudampfschifffahrtsgesellschaftskapitänsversammlung im Gemeindezentrum';
  const items: string[] = [];
  for (const [kind, list] of [
    ['event', 'veranstaltungen'],
    ['entry', 'adressen'],
    ['story', 'projekte'],
  ] as const) {
    const { reference } = await handInAndConfirm(portal, kind, {
      title: `${long} ${kind}`,
      easyText: 'Wir treffen uns.',
      website: `https://example.org/${'lang'.repeat(30)}`,
      topics: ['culture', 'family'],
      accessibility: ['step-free'],
    });
    await decide(kalk, reference, 'approve');
    await decide(kalk, reference, 'requestPromotion');
    const list2 = await visit(portal.url).get(`/${list}`);
    const href = list2.document.querySelector('main h3 a')?.getAttribute('href') ?? '';
    items.push(href);
    if (kind === 'entry') continue;
    const desk = await editor.get('/redaktion/startseite');
    const form = `form[action$="${reference}/entscheidungen"]`;
    await editor.post(desk.action(form), { ...desk.fields(form), event: 'promote' });
  }
  const { sent } = await handIn(portal, 'entry', { title: 'Unbestätigt' });
  await portal.work();
  const unconfirmed = linkIn(portal);
  const { reference, link } = await handInAndConfirm(portal, 'entry', { title: long });
  await visit(portal.url).post(`${link}/nachricht`, { message: 'Eine Frage dazu' });
  await decide(kalk, reference, 'requestChanges', { message: 'Bitte den Raum nennen.' });
  const open = await handInAndConfirm(portal, 'event', {
    title: 'Zu entscheiden',
    stadtteil: '802',
  });
  const series = await handInAndConfirm(portal, 'event', {
    title: long,
    recurrence: 'weekly',
    recurrenceUntil: '2027-03-01',
  });
  await decide(kalk, series.reference, 'approve');
  const colleague = `mira@${'lang'.repeat(9)}.example.org`;
  await visit(portal.url).post(`${series.link}/personen`, {
    colleagueName: 'Mira Muster',
    colleagueEmail: colleague,
  });
  const shown = await visit(portal.url).get(series.link);
  items.push(
    (shown.document.querySelector('.state a')?.getAttribute('href') ?? '').replace(portal.url, ''),
  );
  await kalk.post('/redaktion/abos', {
    url: `https://kalender.example.org/${'lang'.repeat(20)}.ics`,
    organisation: long,
  });
  const table = `Titel;Datum;Uhrzeit;Stadtteil\n${long};5.6.2027;15 Uhr;Kalk\nFest;6.6.2027;15 Uhr;Kalk`;
  const waiting = await handInMany(portal, table);
  const batch = await handInMany(portal, table, { submitterEmail: 'zwei@example.org' });
  await visit(portal.url).post(`/sammlung/${batch.token}/bestaetigen`, {});
  await visit(portal.url).post('/meine-einsendungen', { email: 'nora@example.org' });
  await portal.work();
  const wayIn = (pattern: RegExp) =>
    portal.letters.map(({ text }) => pattern.exec(text)?.[0]).findLast(Boolean) ?? '';
  const admin = await signIn(portal, 'verwaltung@example.org');
  const keyForm = await admin.get('/verwaltung/schluessel');
  await admin.post('/verwaltung/schluessel', {
    ...keyForm.fields('section form.form'),
    organisation: long,
    contactName: 'Nora Beispiel',
    contactEmail: 'nora@example.org',
  });
  const outbox = await admin.get('/verwaltung/postausgang');
  const mail = outbox.document.querySelector('main a[href^="/verwaltung/postausgang/"]');
  await visit(portal.url).post('/passwort', { email: 'ayla@example.org' });
  await portal.work();
  const reset = /\/passwort\/[^\s]+/.exec(portal.letters.at(-1)?.text ?? '')?.[0] ?? '';
  const successors = (...names: string[]) => ({
    heir: '0',
    ...Object.fromEntries(
      names.flatMap((name, index) =>
        Object.entries({
          name,
          shortName: name,
          slug: name.toLowerCase(),
          code: name.slice(0, 3),
        }).map(([field, value]) => [`${String(index)}.${field}`, value]),
      ),
    ),
  });
  const split = new URLSearchParams(successors('Westen', 'Osten')).toString();
  await admin.post('/verwaltung/sozialraeume/BIL/teilen', successors('Norden', 'Sueden'));
  const news = await publish(kalk, 'news', { title: long, body: `# ${long}\n\n> ${long}` });
  const page = await publish(kalk, 'page', { title: long });
  const reported = referenceOf(await report(visit(portal.url), `news/${news.slug}`));
  const everybody = [
    '/aktuelles',
    `/aktuelles/${news.slug}`,
    '/sozialraum/kalk-humboldt/seiten',
    `/sozialraum/kalk-humboldt/seiten/${page.slug}`,
    '/seiten/datenschutz',
    '/melden',
    `/melden?inhalt=news/${news.slug}`,
    `/melden?eingang=${reported}&mail=1`,
    '/barriere-melden?von=/adressen',
    '/barriere-melden?eingang=mail',
    '/',
    '/sozialraum/bilderstoeckchen',
    '/sozialraum/norden',
    '/en',
    '/veranstaltungen',
    '/veranstaltungen?wann=heute',
    '/veranstaltungen?ansicht=tag&datum=2026-12-05&topf=1',
    '/veranstaltungen?ansicht=woche&datum=2026-12-05&thema=culture',
    '/veranstaltungen?ansicht=monat&datum=2026-12-01',
    '/veranstaltungen?thema=work&kostenlos=ja',
    '/adressen',
    '/adressen?nahe=802',
    '/adressen?buchstabe=q',
    '/projekte',
    ...items,
    '/sozialraum/kalk-humboldt',
    '/sozialraum/chorweiler',
    '/sozialraum/chorweiler/adressen',
    '/seiten/impressum',
    '/seiten/barrierefreiheit',
    '/einreichen',
    '/einreichen/veranstaltung',
    '/einreichen/adresse',
    '/en/einreichen/projekt',
    new URL(sent.url).pathname,
    unconfirmed,
    `${unconfirmed}/bestaetigen`,
    `${link}/bestaetigen`,
    link,
    `${link}/bearbeiten`,
    `${link}/zurueckziehen`,
    series.link,
    `${series.link}/termine`,
    `${series.link}/loeschen`,
    `${linkIn(portal, colleague)}/mitmachen`,
    '/meine-einsendungen',
    wayIn(/\/meine-einsendungen\/[\w-]+/),
    '/einreichen/viele',
    `/einreichen/viele/gesendet/${waiting.receipt}`,
    `/sammlung/${waiting.token}`,
    '/api',
    await keepDraft(portal, 'event', { title: long }),
    `/einreichen/adresse?vorlage=${link.split('/').at(-1) ?? ''}`,
    '/anmelden',
    '/passwort',
    reset,
    '/gibt-es-nicht',
  ];
  return [
    ...everybody.map((path): [Who, string] => ['nobody', path]),
    ['kalk', '/redaktion'],
    ['kalk', '/redaktion?ansicht=done'],
    ['kalk', '/redaktion?ansicht=mine'],
    ['kalk', `/redaktion/${reference}`],
    ['kalk', `/redaktion/${open.reference}`],
    ['kalk', '/redaktion?ansicht=stale'],
    ['kalk', `/redaktion/${series.reference}`],
    ['kalk', `/redaktion/sammlung/${batch.id}`],
    ['kalk', '/redaktion/abos'],
    ['kalk', '/redaktion/aktuelles'],
    ['kalk', '/redaktion/aktuelles/neu'],
    ['kalk', news.desk],
    ['kalk', `${news.desk}/loeschen`],
    ['kalk', '/redaktion/meldungen'],
    ['kalk', `/redaktion/meldungen/${reported}`],
    ['verwaltung', '/redaktion/seiten'],
    ['kalk', '/verwaltung'],
    ['startseite', '/redaktion/startseite'],
    ['verwaltung', '/verwaltung'],
    ['verwaltung', '/verwaltung/sozialraeume'],
    ['verwaltung', '/verwaltung/sozialraeume/umrisse'],
    ['verwaltung', '/verwaltung/sozialraeume/KAL'],
    ['verwaltung', '/verwaltung/sozialraeume/KAL/name?name=Kalk&shortName=Kalk&slug=kalk'],
    ['verwaltung', '/verwaltung/sozialraeume/KAL/zusammenlegen?into=OST'],
    ['verwaltung', `/verwaltung/sozialraeume/KAL/teilen?${split}`],
    ['verwaltung', '/verwaltung/sozialraeume/KAL/teilen?0.name=Kalk'],
    ['verwaltung', '/verwaltung/konten'],
    ['verwaltung', '/verwaltung/einstellungen'],
    ['verwaltung', '/verwaltung/schluessel'],
    ['verwaltung', '/verwaltung/postausgang'],
    ['verwaltung', mail?.getAttribute('href') ?? ''],
  ];
}
