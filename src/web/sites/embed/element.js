/* global given -- addresses and words, put in front by script.ts */
// <veedelpost-liste portal sozialraum art thema anzahl sprache>: a list of the portal on somebody
// else's page. Sets no cookie, keeps nothing, and asks nobody but the portal. What stands inside the
// element is shown until the list is there, and stays if it cannot be had.
const home = new URL(document.currentScript?.src ?? location.href).origin;
const own = ['portal', 'sozialraum', 'art', 'anzahl', 'sprache'];
const look = `
:host { display: block; color: var(--veedelpost-ink, inherit); background: var(--veedelpost-paper, transparent); font: inherit; font-family: var(--veedelpost-font, inherit); }
:host([hidden]) { display: none; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: grid; gap: .15em; padding-block: var(--veedelpost-gap, .75em); border-block-start: 1px solid var(--veedelpost-line, color-mix(in srgb, currentColor 25%, transparent)); }
p { margin: 0; }
a { color: var(--veedelpost-accent, inherit); overflow-wrap: anywhere; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
.title { font-weight: 600; }
.more { margin-block-start: var(--veedelpost-gap, .75em); }
.off { text-decoration: line-through; }
`;

class VeedelpostListe extends HTMLElement {
  static observedAttributes = [...own, ...given.filters];
  #root = this.attachShadow({ mode: 'open' });
  #round = 0;

  connectedCallback() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    this.#root.adoptedStyleSheets = [sheet];
    if (this.#round === 0) this.#root.append(document.createElement('slot'));
    this.#load();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#load();
  }

  async #load() {
    // Several attributes change at once; only the last round is asked for and shown.
    const round = (this.#round += 1);
    await null;
    if (round !== this.#round) return;
    try {
      const { feed, page, count, language } = this.#addresses();
      const answer = await fetch(feed, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      if (!answer.ok) throw new Error(String(answer.status));
      const { items } = await answer.json();
      if (round === this.#round) this.#show(items.slice(0, count), page, language);
    } catch (error) {
      console.info('veedelpost-liste:', error.message);
      if (round === this.#round) this.#root.replaceChildren(document.createElement('slot'));
    }
  }

  #addresses() {
    const value = (name) => this.getAttribute(name) ?? '';
    const language = value('sprache') in given.languages ? value('sprache') : 'de';
    const list = given.lists[value('art')] ?? Object.values(given.lists)[0];
    const site = value('sozialraum');
    const page = new URL(value('portal') || home);
    if (!/^https?:$/.test(page.protocol)) throw new Error('portal');
    page.pathname =
      given.languages[language].prefix + (site ? given.site + encodeURIComponent(site) : '') + list;
    page.search = page.hash = '';
    for (const name of given.filters) if (value(name)) page.searchParams.set(name, value(name));
    const feed = new URL(page);
    feed.pathname += '.json';
    const count = Math.min(Math.max(parseInt(value('anzahl'), 10) || 5, 1), 30);
    return { feed, page, count, language };
  }

  #show(items, page, language) {
    const { words, locale, direction } = given.languages[language];
    const box = make('div', 'box', '');
    box.lang = language;
    box.dir = direction;
    const list = make('ul', 'list', '');
    for (const item of items) list.append(this.#line(item, words, locale));
    if (items.length > 0) box.append(list);
    else box.append(make('p', 'empty', words.empty));
    const more = make('p', 'more', '');
    more.append(link(page, page, words.more, 'more-link'));
    box.append(more);
    this.#root.replaceChildren(box);
    this.dispatchEvent(new CustomEvent('veedelpost-shown', { bubbles: true }));
  }

  #line(item, words, locale) {
    const more = item._veedelpost ?? {};
    const line = make('li', 'item', '');
    const title = make('span', 'title', '');
    title.append(link(item.url, home, item.title, 'link'));
    if (item.language) title.lang = item.language;
    title.dir = 'auto';
    line.append(title);
    if (more.starts) {
      const when = make('time', more.cancelled ? 'date off' : 'date', say(more.starts, locale));
      when.dateTime = more.starts;
      const day = make('span', 'when', '');
      if (more.cancelled) day.append(make('strong', 'cancelled', words.cancelled), ' ');
      day.append(when);
      line.append(day);
    }
    const place = typeof more.place === 'string' ? more.place : more.place?.name;
    if (place) {
      const where = make('span', 'place', place);
      where.dir = 'auto';
      line.append(where);
    }
    return line;
  }
}

// Never as markup: what contributors write is text.
function make(tag, part, text) {
  const made = document.createElement(tag);
  made.className = part;
  made.part = part;
  if (text) made.textContent = text;
  return made;
}

function link(address, base, text, part) {
  const url = new URL(address, base);
  const made = make('a', part, text);
  if (/^https?:$/.test(url.protocol)) made.href = url.href;
  return made;
}

function say(moment, locale) {
  const isDay = moment.length === 10;
  const options = { weekday: 'short', day: 'numeric', month: 'long' };
  if (!isDay) Object.assign(options, { hour: '2-digit', minute: '2-digit' });
  const timeZone = isDay ? 'UTC' : given.zone;
  return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(moment));
}

if (!customElements.get('veedelpost-liste')) {
  customElements.define('veedelpost-liste', VeedelpostListe);
}
