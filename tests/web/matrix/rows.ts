import { t } from '../../support/words.ts';
import type { Fields } from '../../support/visitor.ts';

export const ROLES = ['nobody', 'other', 'own', 'editor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** What somebody gets: a page with this sentence, a redirect to there, or a refusal. */
export type Outcome =
  | { readonly see: string }
  | { readonly to: string }
  | { readonly refuse: 401 | 404 | 403 | 409 | 422 | 'sign in' };

/** What the world of a case holds: one live entry of Kalk, one open one, and the keys to them. */
export interface World {
  readonly reference: string;
  readonly token: string;
  readonly receipt: string;
  /** Opens the list of all that was handed in under the address of the open one. */
  readonly ownToken: string;
  readonly draft: string;
  readonly slug: Readonly<Record<'event' | 'entry' | 'story', string>>;
  readonly mailId: string;
  readonly passwordToken: string;
  readonly unsubscribeToken: string;
  readonly image: string;
  readonly style: string;
  readonly colours: string;
  readonly subscription: string;
  /** News and a background page of Kalk, both live: their ids and their addresses. */
  readonly articles: Readonly<
    Record<'news' | 'page', { readonly id: string; readonly slug: string }>
  >;
  /** A report of Kalk's live entry. */
  readonly report: string;
  /** What came in together, not confirmed yet. */
  readonly batch: {
    readonly token: string;
    readonly receipt: string;
    /** Another one that its sender has confirmed. */
    readonly openId: string;
  };
}

export interface Row {
  /** The path for this world; the route's own where nothing varies in it. */
  readonly path?: (world: World) => string;
  readonly fields?: (world: World) => Fields;
  readonly outcomes: Readonly<Record<Role, Outcome>>;
}

const see = (sentence: string): Outcome => ({ see: sentence });
const to = (path: string): Outcome => ({ to: path });
const refuse = (how: 401 | 404 | 403 | 409 | 422 | 'sign in'): Outcome => ({ refuse: how });

const everybody = (outcome: Outcome): Row['outcomes'] => ({
  nobody: outcome,
  other: outcome,
  own: outcome,
  editor: outcome,
  administrator: outcome,
});
const staff = (outcomes: Omit<Row['outcomes'], 'nobody'>): Row['outcomes'] => ({
  nobody: refuse('sign in'),
  ...outcomes,
});
/** Only the coordinators of its district; for all others it is not there. */
const ownDistrict = (outcome: Outcome) =>
  staff({ other: refuse(404), own: outcome, editor: refuse(404), administrator: refuse(404) });
const editors = (outcome: Outcome) =>
  staff({ other: refuse(403), own: refuse(403), editor: outcome, administrator: refuse(403) });
const administrators = (outcome: Outcome) =>
  staff({ other: refuse(403), own: refuse(403), editor: refuse(403), administrator: outcome });

const form = (kind: 'event' | 'entry' | 'story'): Row => ({
  outcomes: everybody(see(t(`contribute.${kind}.title`))),
});
const emptyForm: Row = {
  fields: () => ({ title: 'x' }),
  outcomes: everybody(refuse(422)),
};
const page = (sentence: string): Row => ({ outcomes: everybody(see(sentence)) });
const byToken = (rest: string, outcome: Outcome, fields?: Fields): Row => ({
  path: (world) => `/vorgang/${world.token}${rest}`,
  ...(fields ? { fields: () => fields } : {}),
  outcomes: everybody(outcome),
});

/** The desk of what offices write: their own, the editors' for the portal, and for the law the administrators'. */
function deskArticleRows(kind: 'news' | 'page'): Record<string, Row> {
  const list = kind === 'news' ? '/redaktion/aktuelles' : '/redaktion/seiten';
  const lawOnly = refuse(403);
  const at = (rest: string) => (world: World) => `${list}/${world.articles[kind].id}${rest}`;
  const writers = (outcome: Outcome) =>
    staff({ other: outcome, own: outcome, editor: outcome, administrator: lawOnly });
  return {
    [`GET ${list}`]: {
      outcomes: staff({
        other: see(t(`articleDesk.empty.${kind}`)),
        own: see(`Matrix ${kind}`),
        editor: see(t(`articleDesk.empty.${kind}`)),
        administrator: kind === 'news' ? lawOnly : see(t('articleDesk.statutory.title')),
      }),
    },
    [`GET ${list}/neu`]: { outcomes: writers(see(t('articleDesk.keepDraft'))) },
    [`POST ${list}/neu`]: { fields: () => ({ title: '' }), outcomes: writers(refuse(422)) },
    [`GET ${list}/:id`]: { path: at(''), outcomes: ownDistrict(see(`Matrix ${kind}`)) },
    [`POST ${list}/:id`]: {
      path: at(''),
      fields: () => ({ title: '' }),
      outcomes: ownDistrict(refuse(422)),
    },
    [`POST ${list}/:id/stand`]: {
      path: at('/stand'),
      fields: () => ({ move: 'publish', version: '2' }),
      outcomes: ownDistrict(refuse(409)),
    },
    [`GET ${list}/:id/loeschen`]: {
      path: at('/loeschen'),
      outcomes: ownDistrict(see(t('articleDesk.remove.button'))),
    },
    [`POST ${list}/:id/loeschen`]: {
      path: at('/loeschen'),
      fields: () => ({ version: '2' }),
      outcomes: ownDistrict(refuse(409)),
    },
  };
}

export const MATRIX: Readonly<Record<string, Row>> = {
  'GET /healthz': page('ok'),
  'GET /readyz': page('ready'),
  'GET /assets/:file': { path: ({ style }) => style, outcomes: everybody(see('@font-face')) },
  'GET /assets/farben/:file': {
    path: ({ colours }) => colours,
    outcomes: everybody(see('--accent')),
  },
  // No form's key: a sentence about it, and nothing of a file.
  'POST /einreichen/dateien': emptyForm,
  'GET /medien/:file': { path: ({ image }) => image, outcomes: everybody(see('WEBP')) },

  'GET /': page(t('landing.title')),
  'GET /veranstaltungen': page('Matrix event'),
  'GET /adressen': page('Matrix entry'),
  'GET /projekte': page('Matrix story'),
  'GET /veranstaltungen/:slug': {
    path: ({ slug }) => `/veranstaltungen/${slug.event}`,
    outcomes: everybody(see('Matrix event')),
  },
  'GET /adressen/:slug': {
    path: ({ slug }) => `/adressen/${slug.entry}`,
    outcomes: everybody(see('Matrix entry')),
  },
  'GET /projekte/:slug': {
    path: ({ slug }) => `/projekte/${slug.story}`,
    outcomes: everybody(see('Matrix story')),
  },
  'GET /veranstaltungen.ics': page('SUMMARY;LANGUAGE=de:Matrix event'),
  'GET /veranstaltungen.rss': page('Matrix event'),
  'GET /veranstaltungen.atom': page('Matrix event'),
  'GET /veranstaltungen.json': page('Matrix event'),
  'GET /veranstaltungen.csv': page('Matrix event'),
  'GET /veranstaltungen/:slug.ics': {
    path: ({ slug }) => `/veranstaltungen/${slug.event}.ics`,
    outcomes: everybody(see('SUMMARY;LANGUAGE=de:Matrix event')),
  },
  'GET /adressen.rss': page('Matrix entry'),
  'GET /adressen.atom': page('Matrix entry'),
  'GET /adressen.json': page('Matrix entry'),
  'GET /adressen.csv': page('Matrix entry'),
  'GET /projekte.rss': page('Matrix story'),
  'GET /projekte.atom': page('Matrix story'),
  'GET /projekte.json': page('Matrix story'),
  'GET /projekte.csv': page('Matrix story'),
  'GET /aktuelles.rss': page('<rss'),
  'GET /aktuelles.atom': page('<feed'),
  'GET /aktuelles.json': page('jsonfeed.org'),
  'GET /api/v1/news': page('"items"'),
  'GET /api/v1/news/:id': {
    path: () => '/api/v1/news/gibt-es-nicht',
    outcomes: everybody(refuse(404)),
  },
  'GET /api/v1/:list': { path: () => '/api/v1/entries', outcomes: everybody(see('Matrix entry')) },
  'GET /api/v1/:list/:id': {
    path: ({ slug }) => `/api/v1/stories/${slug.story}`,
    outcomes: everybody(see('Matrix story')),
  },
  'GET /api/hsds': page('openapi_url'),
  'GET /api/hsds/services': page('Matrix entry'),
  'GET /api/hsds/services/:id': {
    path: () => `/api/hsds/services/${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`,
    outcomes: everybody(refuse(404)),
  },
  'GET /robots.txt': page('Disallow: /redaktion'),
  'GET /sitemap.xml': page('/sitemap/event.xml'),
  'GET /sitemap/:part.xml': {
    path: () => '/sitemap/entry.xml',
    outcomes: everybody(see('/sozialraum/kalk-humboldt/adressen/matrix-entry')),
  },
  'GET /vorschau/:kind/:file': {
    path: ({ slug }) => `/vorschau/event/${slug.event}.png`,
    outcomes: everybody(see('PNG')),
  },
  'GET /seiten/:slug': {
    path: () => '/seiten/impressum',
    outcomes: everybody(see(t('statutory.impressum.title'))),
  },
  'GET /suche': page(t('search.lead')),
  'GET /suche/vorschlaege': page('"suggestions":[]'),
  'GET /seiten': page(t('article.lead.page')),
  'GET /aktuelles': page('Matrix news'),
  'GET /aktuelles/:slug': {
    path: ({ articles }) => `/aktuelles/${articles.news.slug}`,
    outcomes: everybody(see('Matrix news')),
  },
  'GET /melden': {
    path: ({ slug }) => `/melden?inhalt=entry/${slug.entry}`,
    outcomes: everybody(see('Matrix entry')),
  },
  'POST /melden': emptyForm,
  'GET /barriere-melden': page(t('barrier.lead')),
  'POST /barriere-melden': emptyForm,

  'GET /einbetten': page(t('embed.title')),
  'GET /einbetten/v1.js': page('veedelpost-liste'),
  'GET /einbetten/farbe/:file': {
    path: () => '/einbetten/farbe/1d4ed8.css',
    outcomes: everybody(see('--accent:#1d4ed8')),
  },
  'GET /einbetten/:list': {
    path: () => '/einbetten/adressen',
    outcomes: everybody(see(t('embed.more'))),
  },

  'GET /einreichen': page(t('contribute.title')),
  'GET /einreichen/veranstaltung': form('event'),
  'GET /einreichen/adresse': form('entry'),
  'GET /einreichen/projekt': form('story'),
  'POST /einreichen/veranstaltung': emptyForm,
  'POST /einreichen/adresse': emptyForm,
  'POST /einreichen/projekt': emptyForm,
  'GET /einreichen/orte': page('"streets"'),
  'GET /einreichen/uhrzeit': page('"startTime"'),
  'GET /einreichen/viele': page(t('many.title')),
  'POST /einreichen/viele': { fields: () => ({ step: 'read' }), outcomes: everybody(refuse(422)) },
  'GET /einreichen/viele/gesendet/:receipt': {
    path: ({ batch }) => `/einreichen/viele/gesendet/${batch.receipt}`,
    outcomes: everybody(see(t('sent.title'))),
  },
  'GET /sammlung/:token': {
    path: ({ batch }) => `/sammlung/${batch.token}`,
    outcomes: everybody(see('Aus dem Kalender')),
  },
  'GET /sammlung/:token/bestaetigen': {
    path: ({ batch }) => `/sammlung/${batch.token}/bestaetigen`,
    outcomes: everybody(to('/sammlung/')),
  },
  'POST /sammlung/:token/bestaetigen': {
    path: ({ batch }) => `/sammlung/${batch.token}/bestaetigen`,
    outcomes: everybody(to('/sammlung/')),
  },
  'GET /einreichen/gesendet/:receipt': {
    path: ({ receipt }) => `/einreichen/gesendet/${receipt}`,
    outcomes: everybody(see(t('confirm.done.title'))),
  },

  'GET /entwurf/:token': {
    path: ({ draft }) => `/entwurf/${draft}`,
    outcomes: everybody(see('Entwurf der Matrix')),
  },
  'GET /entwurf/:token/verwerfen': {
    path: ({ draft }) => `/entwurf/${draft}/verwerfen`,
    outcomes: everybody(to('/entwurf/')),
  },
  'POST /entwurf/:token/verwerfen': {
    path: () => `/entwurf/${'x'.repeat(43)}/verwerfen`,
    outcomes: everybody(refuse(404)),
  },

  // A private link opens for whoever has it; an account adds nothing and takes nothing away.
  'GET /vorgang/:token': byToken('', see(t('status.queued.title'))),
  'GET /vorgang/:token/bestaetigen': byToken('/bestaetigen', see(t('confirm.done.title'))),
  'POST /vorgang/:token/bestaetigen': byToken('/bestaetigen', to('/vorgang/')),
  'GET /vorgang/:token/bearbeiten': byToken('/bearbeiten', see(t('edit.lead'))),
  'POST /vorgang/:token/bearbeiten': byToken('/bearbeiten', refuse(422), { title: '' }),
  'GET /vorgang/:token/nachricht': byToken('/nachricht', to('/vorgang/')),
  'POST /vorgang/:token/nachricht': byToken('/nachricht', to('/vorgang/'), { message: 'Hallo' }),
  'GET /vorgang/:token/zurueckziehen': byToken('/zurueckziehen', see(t('withdraw.button'))),
  'POST /vorgang/:token/zurueckziehen': byToken('/zurueckziehen', to('/vorgang/')),
  'GET /vorgang/:token/stimmt': byToken('/stimmt', see(t('fresh.nothing.title'))),
  'POST /vorgang/:token/stimmt': byToken('/stimmt', to('/vorgang/')),
  'GET /vorgang/:token/termine': byToken('/termine', to('/vorgang/')),
  'POST /vorgang/:token/termine': byToken('/termine', refuse(409), { cancel: '2026-12-05' }),
  'GET /vorgang/:token/personen': byToken('/personen', to('/vorgang/')),
  'POST /vorgang/:token/personen': byToken('/personen', to('/vorgang/'), {
    colleagueName: 'Tom',
    colleagueEmail: 'tom@example.org',
  }),
  'GET /vorgang/:token/mitmachen': byToken('/mitmachen', to('/vorgang/')),
  'POST /vorgang/:token/mitmachen': byToken('/mitmachen', to('/vorgang/')),
  'GET /vorgang/:token/daten': byToken('/daten', see('nora@example.org')),
  'GET /vorgang/:token/loeschen': byToken('/loeschen', see(t('erase.sure'))),
  'POST /vorgang/:token/loeschen': byToken('/loeschen', to('/meine-einsendungen'), { sure: 'yes' }),
  'GET /meine-einsendungen/:token': {
    path: ({ ownToken }) => `/meine-einsendungen/${ownToken}`,
    outcomes: everybody(see('Offen in Kalk')),
  },
  'GET /meine-einsendungen/:token/daten': {
    path: ({ ownToken }) => `/meine-einsendungen/${ownToken}/daten`,
    outcomes: everybody(see('nora@example.org')),
  },
  'GET /meine-einsendungen/:token/loeschen': {
    path: ({ ownToken }) => `/meine-einsendungen/${ownToken}/loeschen`,
    outcomes: everybody(to('/meine-einsendungen/')),
  },
  'POST /meine-einsendungen/:token/loeschen': {
    path: ({ ownToken }) => `/meine-einsendungen/${ownToken}/loeschen`,
    outcomes: everybody(refuse(422)),
  },
  'GET /meine-einsendungen': page(t('own.text')),
  'POST /meine-einsendungen': {
    fields: () => ({ email: 'niemand@example.org' }),
    outcomes: everybody(see(t('own.sent'))),
  },

  'GET /abbestellen/:token': {
    path: ({ unsubscribeToken }) => `/abbestellen/${unsubscribeToken}`,
    outcomes: everybody(see(t('unsubscribe.title'))),
  },
  'POST /abbestellen/:token': {
    path: ({ unsubscribeToken }) => `/abbestellen/${unsubscribeToken}`,
    outcomes: everybody(see(t('unsubscribe.doneTitle'))),
  },
  'GET /abbestellen/:token/doch': {
    path: ({ unsubscribeToken }) => `/abbestellen/${unsubscribeToken}/doch`,
    outcomes: everybody(to('/abbestellen/')),
  },
  'POST /abbestellen/:token/doch': {
    path: ({ unsubscribeToken }) => `/abbestellen/${unsubscribeToken}/doch`,
    outcomes: everybody(see(t('unsubscribe.backTitle'))),
  },

  'GET /anmelden': {
    outcomes: { ...everybody(to('/redaktion')), nobody: see(t('signIn.contributors')) },
  },
  'POST /anmelden': {
    fields: () => ({ email: 'niemand@example.org', password: 'falsch' }),
    outcomes: everybody(refuse(422)),
  },
  'POST /abmelden': { outcomes: everybody(to('/anmelden')) },
  'GET /passwort': page(t('password.text')),
  'POST /passwort': {
    fields: () => ({ email: 'niemand@example.org' }),
    outcomes: everybody(see(t('password.sent'))),
  },
  'GET /passwort/:token': {
    path: ({ passwordToken }) => `/passwort/${passwordToken}`,
    outcomes: everybody(see(t('password.newTitle'))),
  },
  'POST /passwort/:token': {
    path: ({ passwordToken }) => `/passwort/${passwordToken}`,
    fields: () => ({ password: 'kurz' }),
    outcomes: everybody(refuse(422)),
  },

  'GET /redaktion': {
    outcomes: staff({
      other: see(t('queue.open.empty')),
      own: see('Offen in Kalk'),
      editor: to('/redaktion/startseite'),
      administrator: to('/verwaltung'),
    }),
  },
  'GET /redaktion/:reference': {
    path: ({ reference }) => `/redaktion/${reference}`,
    outcomes: ownDistrict(see('Offen in Kalk')),
  },
  'POST /redaktion/:reference/entscheidungen': {
    path: ({ reference }) => `/redaktion/${reference}/entscheidungen`,
    fields: () => ({ event: 'claim', version: '2' }),
    outcomes: ownDistrict(to('/redaktion/KAL-26-')),
  },
  'POST /redaktion/:reference/nachricht': {
    path: ({ reference }) => `/redaktion/${reference}/nachricht`,
    fields: () => ({ message: 'Vom Büro' }),
    outcomes: ownDistrict(to('/redaktion/KAL-26-')),
  },
  'GET /redaktion/abos': {
    outcomes: staff({
      other: see(t('abos.lead')),
      own: see('Abonnierter Verein'),
      editor: refuse(403),
      administrator: refuse(403),
    }),
  },
  'POST /redaktion/abos': {
    fields: () => ({ url: 'kein Link' }),
    outcomes: staff({
      other: refuse(422),
      own: refuse(422),
      editor: refuse(403),
      administrator: refuse(403),
    }),
  },
  'POST /redaktion/abos/:id': {
    path: ({ subscription }) => `/redaktion/abos/${subscription}`,
    fields: () => ({ action: 'pause' }),
    outcomes: staff({
      other: refuse(404),
      own: to('/redaktion/abos'),
      editor: refuse(403),
      administrator: refuse(403),
    }),
  },
  'GET /redaktion/sammlung/:id': {
    path: ({ batch }) => `/redaktion/sammlung/${batch.openId}`,
    outcomes: ownDistrict(see('programm.csv')),
  },
  'POST /redaktion/sammlung/:id': {
    path: ({ batch }) => `/redaktion/sammlung/${batch.openId}`,
    fields: () => ({ event: 'approve' }),
    outcomes: ownDistrict(refuse(422)),
  },
  ...deskArticleRows('news'),
  ...deskArticleRows('page'),
  'GET /redaktion/meldungen': {
    outcomes: staff({
      other: see(t('reportDesk.empty.open')),
      own: see('Matrix entry'),
      editor: refuse(403),
      administrator: refuse(403),
    }),
  },
  'GET /redaktion/meldungen/:reference': {
    path: ({ report }) => `/redaktion/meldungen/${report}`,
    outcomes: ownDistrict(see('Matrix entry')),
  },
  'POST /redaktion/meldungen/:reference': {
    path: ({ report }) => `/redaktion/meldungen/${report}`,
    fields: () => ({ outcome: 'kept', answer: '' }),
    outcomes: ownDistrict(refuse(422)),
  },
  'GET /redaktion/startseite': { outcomes: editors(see(t('landingDesk.title'))) },
  'POST /redaktion/startseite/reihenfolge': {
    fields: () => ({ submission: 'x', direction: 'up' }),
    outcomes: editors(to('/redaktion/startseite')),
  },

  // A key opens these, and no account does.
  'GET /api': page(t('api.title')),
  'GET /api/openapi.json': page('3.1.0'),
  'POST /api/v1/submissions/:kind': {
    path: () => '/api/v1/submissions/event',
    outcomes: everybody(refuse(401)),
  },
  'GET /api/v1/submissions/:kind/:reference': {
    path: ({ reference }) => `/api/v1/submissions/entry/${reference}`,
    outcomes: everybody(refuse(401)),
  },

  'GET /verwaltung/schluessel': { outcomes: administrators(see(t('apiKeys.none'))) },
  'POST /verwaltung/schluessel': {
    fields: () => ({ organisation: '' }),
    outcomes: administrators(refuse(422)),
  },
  'GET /verwaltung/sozialraeume': { outcomes: administrators(see(t('admin.districts.lead'))) },
  'GET /verwaltung/sozialraeume/umrisse': {
    outcomes: administrators(see(t('admin.outlines.lead'))),
  },
  'POST /verwaltung/sozialraeume/umrisse': { outcomes: administrators(refuse(422)) },
  'GET /verwaltung/sozialraeume/:code': {
    path: () => '/verwaltung/sozialraeume/CHO',
    outcomes: administrators(see(t('admin.districts.group.colours'))),
  },
  'POST /verwaltung/sozialraeume/:code': {
    path: () => '/verwaltung/sozialraeume/CHO',
    fields: () => ({ step: 'save' }),
    outcomes: administrators(refuse(422)),
  },
  ...Object.fromEntries(
    (['name', 'zusammenlegen', 'teilen'] as const).flatMap((verb): [string, Row][] => [
      [
        `GET /verwaltung/sozialraeume/:code/${verb}`,
        {
          path: () => `/verwaltung/sozialraeume/CHO/${verb}`,
          outcomes: administrators(see(t('admin.districts.foresee'))),
        },
      ],
      [
        `POST /verwaltung/sozialraeume/:code/${verb}`,
        {
          path: () => `/verwaltung/sozialraeume/CHO/${verb}`,
          outcomes: administrators(refuse(422)),
        },
      ],
    ]),
  ),
  'GET /verwaltung': { outcomes: administrators(see(t('accounts.lead'))) },
  'GET /verwaltung/konten': { outcomes: administrators(see('kalk@example.org')) },
  'GET /verwaltung/einstellungen': { outcomes: administrators(see(t('settings.lead'))) },
  'POST /verwaltung/einstellungen': {
    fields: () => ({ freshFor: '12', directCancel: 'yes' }),
    outcomes: administrators(to('/verwaltung/einstellungen')),
  },
  'GET /verwaltung/postausgang': { outcomes: administrators(see('nora@example.org')) },
  'GET /verwaltung/postausgang/:id': {
    path: ({ mailId }) => `/verwaltung/postausgang/${mailId}`,
    outcomes: administrators(see('Nora Beispiel')),
  },
  'POST /verwaltung/postausgang/:id/erneut': {
    path: ({ mailId }) => `/verwaltung/postausgang/${mailId}/erneut`,
    outcomes: administrators(to('/verwaltung/postausgang')),
  },
};
