import type { ArticleKind } from '../domain/articles.ts';
import type { Kind } from '../domain/submission-types.ts';
import { factsOf } from '../locales/languages.ts';
import type { PictureSize } from '../uploads/picture-sizes.ts';

/** The German addresses of the portal. No other file writes one. */
export const LIST_PATHS: Readonly<Record<Kind, string>> = {
  event: '/veranstaltungen',
  entry: '/adressen',
  story: '/projekte',
};
export const FORM_PATHS: Readonly<Record<Kind, string>> = {
  event: '/einreichen/veranstaltung',
  entry: '/einreichen/adresse',
  story: '/einreichen/projekt',
};
export const ARTICLE_PATHS: Readonly<Record<ArticleKind, string>> = {
  news: '/aktuelles',
  page: '/seiten',
};
export const DESK_ARTICLE_PATHS: Readonly<Record<ArticleKind, string>> = {
  news: '/redaktion/aktuelles',
  page: '/redaktion/seiten',
};
export const SITE_PREFIX = '/sozialraum';

/** Patterns for the routers, with Express's names for what varies. */
export const ROUTES = {
  landing: '/',
  contribute: '/einreichen',
  sent: '/einreichen/gesendet/:receipt',
  places: '/einreichen/orte',
  times: '/einreichen/uhrzeit',
  draft: '/entwurf/:token',
  discardDraft: '/entwurf/:token/verwerfen',
  formFiles: '/einreichen/dateien',
  many: '/einreichen/viele',
  manySent: '/einreichen/viele/gesendet/:receipt',
  status: '/vorgang/:token',
  confirm: '/vorgang/:token/bestaetigen',
  fresh: '/vorgang/:token/stimmt',
  edit: '/vorgang/:token/bearbeiten',
  withdraw: '/vorgang/:token/zurueckziehen',
  message: '/vorgang/:token/nachricht',
  dates: '/vorgang/:token/termine',
  people: '/vorgang/:token/personen',
  join: '/vorgang/:token/mitmachen',
  erase: '/vorgang/:token/loeschen',
  data: '/vorgang/:token/daten',
  own: '/meine-einsendungen',
  ownList: '/meine-einsendungen/:token',
  ownData: '/meine-einsendungen/:token/daten',
  ownErase: '/meine-einsendungen/:token/loeschen',
  batch: '/sammlung/:token',
  batchConfirm: '/sammlung/:token/bestaetigen',
  unsubscribe: '/abbestellen/:token',
  remindAgain: '/abbestellen/:token/doch',
  report: '/melden',
  barrier: '/barriere-melden',
  search: '/suche',
  suggestions: '/suche/vorschlaege',
  embed: '/einbetten',
  embedScript: '/einbetten/v1.js',
  embedColour: '/einbetten/farbe/:file',
  embedFrame: '/einbetten/:list',
  signIn: '/anmelden',
  signOut: '/abmelden',
  password: '/passwort',
  newPassword: '/passwort/:token',
  queue: '/redaktion',
  landingDesk: '/redaktion/startseite',
  landingOrder: '/redaktion/startseite/reihenfolge',
  deskBatch: '/redaktion/sammlung/:id',
  subscriptions: '/redaktion/abos',
  subscription: '/redaktion/abos/:id',
  reports: '/redaktion/meldungen',
  reportDesk: '/redaktion/meldungen/:reference',
  submission: '/redaktion/:reference',
  decisions: '/redaktion/:reference/entscheidungen',
  deskMessage: '/redaktion/:reference/nachricht',
  admin: '/verwaltung',
  outbox: '/verwaltung/postausgang',
  outboxMail: '/verwaltung/postausgang/:id',
  outboxRetry: '/verwaltung/postausgang/:id/erneut',
  accounts: '/verwaltung/konten',
  settings: '/verwaltung/einstellungen',
  apiKeys: '/verwaltung/schluessel',
  districts: '/verwaltung/sozialraeume',
  outlines: '/verwaltung/sozialraeume/umrisse',
  district: '/verwaltung/sozialraeume/:code',
  renameDistrict: '/verwaltung/sozialraeume/:code/name',
  mergeDistrict: '/verwaltung/sozialraeume/:code/zusammenlegen',
  splitDistrict: '/verwaltung/sozialraeume/:code/teilen',
  apiDocs: '/api',
  openApi: '/api/openapi.json',
  apiSubmissions: '/api/v1/submissions/:kind',
  apiSubmission: '/api/v1/submissions/:kind/:reference',
  hsds: '/api/hsds',
  hsdsServices: '/api/hsds/services',
  hsdsService: '/api/hsds/services/:id',
  apiList: '/api/v1/:list',
  apiItem: '/api/v1/:list/:id',
  apiNews: '/api/v1/news',
  apiOneNews: '/api/v1/news/:id',
  robots: '/robots.txt',
  siteMap: '/sitemap.xml',
  siteMapPart: '/sitemap/:part.xml',
  media: '/medien/:file',
  share: '/vorschau/:kind/:file',
  asset: '/assets/:file',
  districtColours: '/assets/farben/:file',
  health: '/healthz',
  ready: '/readyz',
} as const;

/**
 * The one address under which a page is known: on the portal, a district's pages under its path, which
 * every host has. `site` is empty for the portal as a whole; `path` is without language and site.
 */
export function canonicalPath(language: string, site: string, path: string): string {
  const prefix = site === '' ? '' : `${SITE_PREFIX}/${encodeURIComponent(site)}`;
  const whole = `${languagePrefix(language)}${prefix}${path.replace(/^\/(?=\?|$)/, '')}`;
  return whole.startsWith('/') ? whole : `/${whole}`;
}

/** An item, news and an event's calendar, without language and site; see `canonicalPath`. */
export const itemPath = (kind: Kind, slug: string): string =>
  `${LIST_PATHS[kind]}/${encodeURIComponent(slug)}`;
export const itemCalendarPath = (slug: string): string => `${itemPath('event', slug)}.ics`;
export const newsPath = (slug: string): string =>
  `${ARTICLE_PATHS.news}/${encodeURIComponent(slug)}`;

/** A calendar is for what takes place; everything else has no days. */
export function listFeedFormats(kind: Kind): readonly FeedFormat[] {
  return FEED_FORMATS.filter((format) => format !== 'ics' || kind === 'event');
}
export const feedRoute = (kind: Kind, format: FeedFormat): string =>
  `${LIST_PATHS[kind]}.${format}`;
/** News have no table: they are text. */
export const NEWS_FORMATS = ['rss', 'atom', 'json'] as const;
export type NewsFormat = (typeof NEWS_FORMATS)[number];
export const newsFeedRoute = (format: NewsFormat): string => `${ARTICLE_PATHS.news}.${format}`;
export const itemCalendarRoute = `${LIST_PATHS.event}/:slug.ics`;

const ON_PORTAL = [
  ROUTES.status,
  ROUTES.draft,
  ROUTES.own,
  ROUTES.batch,
  ROUTES.unsubscribe,
  ROUTES.signIn,
  ROUTES.signOut,
  ROUTES.password,
  ROUTES.queue,
  ROUTES.admin,
].map((route) => `/${route.split('/')[1] ?? ''}`);

/** Accounts and private links are at home on the portal alone, and not on a district's subdomain. */
export function livesOnPortal(path: string): boolean {
  return ON_PORTAL.includes(/^\/[^/?]*/.exec(path)?.[0] ?? '');
}

/** The intake's own addresses, the same in every language and on every site. */
export const apiPath = (kind: Kind, reference?: string): string =>
  reference === undefined
    ? ROUTES.apiSubmissions.replace(':kind', kind)
    : ROUTES.apiSubmission.replace(':kind', kind).replace(':reference', reference);

/** One part of the site map: a kind of item from a cursor on, or the pages that stay. */
export const siteMapPath = (part: Kind | 'news' | 'pages', after?: string): string =>
  ROUTES.siteMapPart.replace(':part', part) + toQuery({ ab: after });

/** What no search engine needs to look at: private links, accounts and forms. */
export const listPrivateAreas = (prefix: string): string[] =>
  [...new Set([...ON_PORTAL, ROUTES.contribute, ROUTES.password])].map(
    (area) => `${prefix}${area}`,
  );

/** How the read API calls the lists. */
export const API_LISTS: Readonly<Record<Kind, string>> = {
  event: 'events',
  entry: 'entries',
  story: 'stories',
};
export const apiListPath = (kind: Kind): string => ROUTES.apiList.replace(':list', API_LISTS[kind]);
export const apiItemPath = (kind: Kind, id: string): string =>
  ROUTES.apiItem.replace(':list', API_LISTS[kind]).replace(':id', id);

/** Style, scripts and fonts, and the districts' colours: one address for all languages and sites. */
export const assetPath = (name: string): string => ROUTES.asset.replace(':file', name);
export const coloursPath = (name: string): string => ROUTES.districtColours.replace(':file', name);

/** `/tr`, `/leicht`; nothing for German. */
export function languagePrefix(language: string): string {
  const { prefix } = factsOf(language);
  return prefix === '' ? '' : `/${prefix}`;
}

/** What a list can be subscribed to or fetched as, by the end of its address. */
export const FEED_FORMATS = ['ics', 'rss', 'atom', 'json', 'csv'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

export type Query = Readonly<Record<string, string | undefined>>;

/** Every address as a function, for one language and, on a district's pages, one site. */
export interface Paths {
  home(): string;
  /** The landing page of the whole portal, from wherever one stands. */
  portal(): string;
  site(slug: string): string;
  list(kind: Kind, query?: Query): string;
  item(kind: Kind, slug: string): string;
  /** One event as a file for calendars, with all its dates. */
  itemCalendar(kind: Kind, slug: string): string;
  /** The list in another form, with the filters of the page. */
  feed(kind: Kind, format: FeedFormat, query?: Query): string;
  page(slug: string): string;
  /** News, or the overview of a site's background pages. */
  articles(kind: ArticleKind, query?: Query): string;
  article(kind: ArticleKind, slug: string): string;
  newsFeed(format: NewsFormat, query?: Query): string;
  /** On the site of a district, from wherever one stands; an empty one is the portal. */
  articleOf(kind: ArticleKind, slug: string, district: string): string;
  /** Where a visitor reports content: `subject` is `<kind>/<slug>`, nothing to ask for it. */
  report(subject: string): string;
  /** What somebody sees after reporting. */
  reported(reference: string, query: Query): string;
  barrierSent(withMail: boolean): string;
  /** Where a barrier is told of; `from` is the page on which somebody met it. */
  barrier(from?: string): string;
  search(query?: Query): string;
  /** The search of the whole portal, from a district's site. */
  searchEverywhere(query?: Query): string;
  /** What the search field's script asks while somebody types. */
  suggestions(): string;
  /** The page on which a list for somebody else's page is put together. */
  embed(): string;
  /** The script of the element; its number changes when pages that have it would break. */
  embedScript(): string;
  embedColour(colour: string): string;
  embedFrame(kind: Kind, query?: Query): string;
  contribute(): string;
  form(kind: Kind): string;
  /** The form filled from a former submission, by its private link's token. */
  again(kind: Kind, token: string): string;
  /** What the form's script asks while somebody types. */
  places(): string;
  times(): string;
  draft(token: string): string;
  discardDraft(token: string): string;
  sent(receipt: string): string;
  /** Where a form's script sends its pictures and its flyer, one by one. */
  formFiles(): string;
  many(): string;
  manySent(receipt: string): string;
  status(token: string): string;
  confirm(token: string): string;
  fresh(token: string): string;
  edit(token: string): string;
  withdraw(token: string): string;
  message(token: string): string;
  dates(token: string): string;
  people(token: string): string;
  join(token: string): string;
  erase(token: string): string;
  data(token: string): string;
  own(query?: Query): string;
  ownList(token: string): string;
  ownData(token: string): string;
  ownErase(token: string): string;
  batch(token: string): string;
  batchConfirm(token: string): string;
  unsubscribe(token: string): string;
  remindAgain(token: string): string;
  signIn(): string;
  signOut(): string;
  password(): string;
  newPassword(token: string): string;
  queue(query?: Query): string;
  landingDesk(): string;
  landingOrder(): string;
  deskBatch(id: string): string;
  subscriptions(query?: Query): string;
  subscription(id: string): string;
  deskArticles(kind: ArticleKind, query?: Query): string;
  newArticle(kind: ArticleKind, query?: Query): string;
  deskArticle(kind: ArticleKind, id: string, query?: Query): string;
  articleState(kind: ArticleKind, id: string): string;
  removeArticle(kind: ArticleKind, id: string): string;
  reports(query?: Query): string;
  reportDesk(reference: string, query?: Query): string;
  submission(reference: string, query?: Query): string;
  decisions(reference: string): string;
  deskMessage(reference: string): string;
  admin(): string;
  outbox(query?: Query): string;
  outboxMail(id: string): string;
  outboxRetry(id: string): string;
  accounts(): string;
  settings(query?: Query): string;
  apiKeys(): string;
  districts(query?: Query): string;
  outlines(): string;
  district(code: string, query?: Query): string;
  renameDistrict(code: string): string;
  mergeDistrict(code: string): string;
  splitDistrict(code: string): string;
  apiDocs(): string;
  openApi(): string;
  apiSubmission(kind: Kind, reference: string): string;
  apiList(kind: Kind, query?: Query): string;
  apiItem(kind: Kind, id: string): string;
  apiNews(query?: Query): string;
  /** The directory as Open Referral has it. */
  hsds(): string;
  hsdsServices(): string;
  hsdsService(id: string): string;
  media(id: string, size: PictureSize, key?: string): string;
  flyer(id: string, key?: string): string;
  /** The first page of a flyer, as a picture. */
  flyerPreview(id: string, key?: string): string;
  /** What is shown beside a link to an item; `version` changes with it. */
  share(kind: Kind, file: string, version: number): string;
  /** The page one is on, in another language. */
  inLanguage(language: string, path: string): string;
}

interface Where {
  /** Empty for German. */
  readonly languagePrefix: string;
  /** `/sozialraum/<slug>` on a district's site under a path, else empty. */
  readonly sitePrefix: string;
  /** The portal's origin, where the page is on a district's subdomain; else empty. */
  readonly portalOrigin: string;
}

export function createPaths(where: Where): Paths {
  const { sitePrefix, portalOrigin } = where;
  const local = (path: string) => {
    const whole = `${where.languagePrefix}${sitePrefix}${path === '/' ? '' : path}`;
    return whole === '' ? '/' : whole;
  };
  // Accounts, queue and private links live on the portal alone, so that one session is enough.
  const onPortal = (path: string) => `${portalOrigin}${where.languagePrefix}${path}`;
  const fill = (pattern: string, value: string) =>
    pattern.replace(/:\w+/, encodeURIComponent(value));

  const deskArticle = (kind: ArticleKind, id: string) =>
    onPortal(`${DESK_ARTICLE_PATHS[kind]}/${encodeURIComponent(id)}`);

  return {
    home: () => local('/'),
    portal: () => `${portalOrigin}${where.languagePrefix || '/'}`,
    site: (slug) => onPortal(`${SITE_PREFIX}/${encodeURIComponent(slug)}`),
    list: (kind, query) => local(LIST_PATHS[kind]) + toQuery(query),
    item: (kind, slug) => local(itemPath(kind, slug)),
    itemCalendar: (kind, slug) => local(`${LIST_PATHS[kind]}/${encodeURIComponent(slug)}.ics`),
    feed: (kind, format, query) => local(feedRoute(kind, format)) + toQuery(query),
    page: (slug) => local(`${ARTICLE_PATHS.page}/${encodeURIComponent(slug)}`),
    articles: (kind, query) => local(ARTICLE_PATHS[kind]) + toQuery(query),
    newsFeed: (format, query) => local(newsFeedRoute(format)) + toQuery(query),
    article: (kind, slug) => local(`${ARTICLE_PATHS[kind]}/${encodeURIComponent(slug)}`),
    articleOf: (kind, slug, district) =>
      onPortal(
        `${district === '' ? '' : `${SITE_PREFIX}/${encodeURIComponent(district)}`}${ARTICLE_PATHS[kind]}/${encodeURIComponent(slug)}`,
      ),
    report: (subject) => local(ROUTES.report) + toQuery({ inhalt: subject }),
    reported: (reference, query) =>
      local(ROUTES.report) + toQuery({ eingang: reference, ...query }),
    barrierSent: (withMail) =>
      local(ROUTES.barrier) + toQuery({ eingang: withMail ? 'mail' : '1' }),
    barrier: (from) => local(ROUTES.barrier) + toQuery({ von: from && withoutSecrets(from) }),
    search: (query) => local(ROUTES.search) + toQuery(query),
    searchEverywhere: (query) => onPortal(ROUTES.search) + toQuery(query),
    suggestions: () => local(ROUTES.suggestions),
    embed: () => onPortal(ROUTES.embed),
    embedScript: () => ROUTES.embedScript,
    embedColour: (colour) => fill(ROUTES.embedColour, `${colour}.css`),
    embedFrame: (kind, query) =>
      local(fill(ROUTES.embedFrame, LIST_PATHS[kind].slice(1))) + toQuery(query),
    contribute: () => local(ROUTES.contribute),
    form: (kind) => local(FORM_PATHS[kind]),
    again: (kind, token) => onPortal(FORM_PATHS[kind]) + toQuery({ vorlage: token }),
    places: () => local(ROUTES.places),
    times: () => local(ROUTES.times),
    draft: (token) => onPortal(fill(ROUTES.draft, token)),
    discardDraft: (token) => onPortal(fill(ROUTES.discardDraft, token)),
    formFiles: () => local(ROUTES.formFiles),
    sent: (receipt) => local(fill(ROUTES.sent, receipt)),
    many: () => local(ROUTES.many),
    manySent: (receipt) => local(fill(ROUTES.manySent, receipt)),
    status: (token) => onPortal(fill(ROUTES.status, token)),
    confirm: (token) => onPortal(fill(ROUTES.confirm, token)),
    fresh: (token) => onPortal(fill(ROUTES.fresh, token)),
    edit: (token) => onPortal(fill(ROUTES.edit, token)),
    withdraw: (token) => onPortal(fill(ROUTES.withdraw, token)),
    message: (token) => onPortal(fill(ROUTES.message, token)),
    dates: (token) => onPortal(fill(ROUTES.dates, token)),
    people: (token) => onPortal(fill(ROUTES.people, token)),
    join: (token) => onPortal(fill(ROUTES.join, token)),
    erase: (token) => onPortal(fill(ROUTES.erase, token)),
    data: (token) => onPortal(fill(ROUTES.data, token)),
    own: (query) => onPortal(ROUTES.own) + toQuery(query),
    ownList: (token) => onPortal(fill(ROUTES.ownList, token)),
    ownData: (token) => onPortal(fill(ROUTES.ownData, token)),
    ownErase: (token) => onPortal(fill(ROUTES.ownErase, token)),
    batch: (token) => onPortal(fill(ROUTES.batch, token)),
    batchConfirm: (token) => onPortal(fill(ROUTES.batchConfirm, token)),
    unsubscribe: (token) => onPortal(fill(ROUTES.unsubscribe, token)),
    remindAgain: (token) => onPortal(fill(ROUTES.remindAgain, token)),
    signIn: () => onPortal(ROUTES.signIn),
    signOut: () => onPortal(ROUTES.signOut),
    password: () => onPortal(ROUTES.password),
    newPassword: (token) => onPortal(fill(ROUTES.newPassword, token)),
    queue: (query) => onPortal(ROUTES.queue) + toQuery(query),
    landingDesk: () => onPortal(ROUTES.landingDesk),
    landingOrder: () => onPortal(ROUTES.landingOrder),
    deskBatch: (id) => onPortal(fill(ROUTES.deskBatch, id)),
    subscriptions: (query) => onPortal(ROUTES.subscriptions) + toQuery(query),
    subscription: (id) => onPortal(fill(ROUTES.subscription, id)),
    deskArticles: (kind, query) => onPortal(DESK_ARTICLE_PATHS[kind]) + toQuery(query),
    newArticle: (kind, query) => onPortal(`${DESK_ARTICLE_PATHS[kind]}/neu`) + toQuery(query),
    deskArticle: (kind, id, query) => deskArticle(kind, id) + toQuery(query),
    articleState: (kind, id) => `${deskArticle(kind, id)}/stand`,
    removeArticle: (kind, id) => `${deskArticle(kind, id)}/loeschen`,
    reports: (query) => onPortal(ROUTES.reports) + toQuery(query),
    reportDesk: (reference, query) => onPortal(fill(ROUTES.reportDesk, reference)) + toQuery(query),
    submission: (reference, query) => onPortal(fill(ROUTES.submission, reference)) + toQuery(query),
    decisions: (reference) => onPortal(fill(ROUTES.decisions, reference)),
    deskMessage: (reference) => onPortal(fill(ROUTES.deskMessage, reference)),
    admin: () => onPortal(ROUTES.admin),
    outbox: (query) => onPortal(ROUTES.outbox) + toQuery(query),
    outboxMail: (id) => onPortal(fill(ROUTES.outboxMail, id)),
    outboxRetry: (id) => onPortal(fill(ROUTES.outboxRetry, id)),
    accounts: () => onPortal(ROUTES.accounts),
    apiKeys: () => onPortal(ROUTES.apiKeys),
    districts: (query) => onPortal(ROUTES.districts) + toQuery(query),
    outlines: () => onPortal(ROUTES.outlines),
    district: (code, query) => onPortal(fill(ROUTES.district, code)) + toQuery(query),
    renameDistrict: (code) => onPortal(fill(ROUTES.renameDistrict, code)),
    mergeDistrict: (code) => onPortal(fill(ROUTES.mergeDistrict, code)),
    splitDistrict: (code) => onPortal(fill(ROUTES.splitDistrict, code)),
    apiDocs: () => onPortal(ROUTES.apiDocs),
    openApi: () => onPortal(ROUTES.openApi),
    apiSubmission: (kind, reference) =>
      onPortal(fill(ROUTES.apiSubmission.replace(':kind', kind), reference)),
    apiList: (kind, query) => local(apiListPath(kind)) + toQuery(query),
    apiItem: (kind, id) => local(apiItemPath(kind, encodeURIComponent(id))),
    apiNews: (query) => local(ROUTES.apiNews) + toQuery(query),
    hsds: () => local(ROUTES.hsds),
    hsdsServices: () => local(ROUTES.hsdsServices),
    hsdsService: (id) => local(fill(ROUTES.hsdsService, id)),
    settings: (query) => onPortal(ROUTES.settings) + toQuery(query),
    media: (id, size, key) => fill(ROUTES.media, `${id}-${size}.webp`) + toQuery({ key }),
    flyer: (id, key) => fill(ROUTES.media, `${id}.pdf`) + toQuery({ key }),
    flyerPreview: (id, key) => fill(ROUTES.media, `${id}-preview.webp`) + toQuery({ key }),
    share: (kind, file, version) =>
      where.languagePrefix +
      fill(ROUTES.share.replace(':kind', kind), file) +
      toQuery({ v: version.toString(36) }),
    inLanguage: (language, path) => {
      const whole = `${languagePrefix(language)}${sitePrefix}${path === '/' ? '' : path}`;
      return whole === '' ? '/' : whole;
    },
  };
}

const PUBLIC = [...Object.values(LIST_PATHS), ...Object.values(ARTICLE_PATHS)];

/** Our own pages as their readers see them; of private ones only the first part, which opens nothing. */
function withoutSecrets(path: string): string {
  const [plain = ''] = path.split(/[?#]/);
  if (PUBLIC.some((list) => plain === list || plain.startsWith(`${list}/`))) return plain;
  return /^\/[a-z-]*/.exec(plain)?.[0] ?? '/';
}

/** Is it a path here, and not another host? */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])[\w/%.~-]*$/.test(path);

/** From the address of a public page to where it is reported, on its own site and in its language. */
export function subjectOfAddress(address: string): string | undefined {
  const path = URL.parse(address, 'http://here.invalid')?.pathname ?? '';
  const kinds = Object.entries({ ...LIST_PATHS, ...ARTICLE_PATHS });
  for (const [kind, list] of kinds) {
    const at = path.lastIndexOf(`${list}/`);
    const slug = path.slice(at + list.length + 1);
    if (at === -1 || !/^[\w-]+$/.test(slug) || !SITE_START.test(path.slice(0, at))) continue;
    return path.slice(0, at) + ROUTES.report + toQuery({ inhalt: `${kind}/${slug}` });
  }
  return undefined;
}

/** Language and district, or neither. */
const SITE_START = new RegExp(`^(/[a-z]{2,6})?(${SITE_PREFIX}/[\\w-]+)?$`);

function toQuery(query: Query | undefined): string {
  if (query === undefined) return '';
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
