import type { Content } from '../domain/kinds/content.ts';
import { languageName, listWords } from '../locales/formats.ts';
import type { Words } from '../locales/words.ts';

export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly url?: string;
  /** In the words of whoever handed it in, and so in the language of the text. */
  readonly isOwn: boolean;
}

/** What else is to be known of an item, beside when, where and how to reach it. */
export function listFacts(content: Content, words: Words): Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, text: string, isOwn: boolean, url = '') => {
    if (text === '') return;
    facts.push({ label: words.t(`fact.${name}`), text, isOwn, ...(url === '' ? {} : { url }) });
  };
  const choices = (list: string, values: readonly string[]) =>
    listWords(
      words,
      values.map((value) => words.t(`choice.${list}.${value}`)),
    );
  switch (content.kind) {
    case 'event':
      add('price', content.free ? words.t('item.free') : content.price, !content.free);
      if (content.registration !== 'none') {
        add('registration', words.t(`choice.registration.${content.registration}`), false);
      }
      add('registrationUrl', shortUrl(content.registrationUrl), false, content.registrationUrl);
      add('onlineUrl', shortUrl(content.onlineUrl), false, content.onlineUrl);
      break;
    case 'entry':
      if (content.entryType !== '') {
        add('entryType', words.t(`choice.entryType.${content.entryType}`), false);
      }
      add('organisation', content.organisation, true);
      add('offer', content.offer, true);
      add('appointment', content.appointment, true);
      add('costs', content.costs, true);
      add('eligibility', content.eligibility, true);
      break;
    case 'story':
      add('period', content.period, true);
      add('partners', content.partners, true);
      break;
  }
  add('audiences', choices('audiences', content.audiences), false);
  const spoken = content.languages.map((code) => languageName(words, code));
  add('languages', listWords(words, spoken), false);
  add('accessibility', choices('accessibility', content.accessibility), false);
  add('topics', choices('topics', content.topics), false);
  return facts;
}

export interface ContactView {
  readonly person: string;
  readonly links: readonly Fact[];
}

/** How to reach whoever stands behind it. */
export function presentContact(content: Content, words: Words): ContactView | undefined {
  const { publicPhone, publicEmail, website } = content;
  const link = (name: string, text: string, url: string): Fact[] =>
    text === '' ? [] : [{ label: words.t(`fact.${name}`), text, url, isOwn: false }];
  const links = [
    ...link('publicPhone', publicPhone, `tel:${publicPhone.replace(/[^\d+]/g, '')}`),
    ...link('publicEmail', publicEmail, `mailto:${publicEmail}`),
    ...link('website', shortUrl(website), website),
  ];
  const person = content.kind === 'story' ? content.contactName : '';
  return links.length === 0 && person === '' ? undefined : { person, links };
}

function shortUrl(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

/** Where a map of somebody else's shows an address; nothing without a street. */
export function mapUrl(content: Content): string {
  const { street, houseNumber, postalCode, city } = content;
  if (street === '') return '';
  const query = `${`${street} ${houseNumber}`.trim()}, ${`${postalCode} ${city}`.trim()}`;
  return `https://www.openstreetmap.org/search?${new URLSearchParams({ query: query.replace(/, $/, '') }).toString()}`;
}
