import type { City, District } from '../db/places.ts';
import type { Content, Picture } from '../domain/kinds/content.ts';
import type { Kind } from '../domain/submission-types.ts';
import {
  formatBytes,
  formatDateBlock,
  formatDay,
  formatTimes,
  listWords,
  languageName,
} from '../locales/formats.ts';
import { listNextDates, sayRegularDates, type NextDate } from '../locales/series-words.ts';
import type { Words } from '../locales/words.ts';
import { dayOf } from '../domain/time.ts';
import { widthOf } from '../uploads/picture-sizes.ts';
import type { Paths } from './paths.ts';

/** Of a series that goes on; what a visitor can plan with. */
const DATES_SHOWN = 12;

interface Source {
  readonly kind: Kind;
  readonly content: Content;
  readonly html: string;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly ended: boolean;
  readonly district: District;
}

interface Frame {
  readonly words: Words;
  readonly paths: Paths;
  readonly city: City;
  readonly zone: string;
  readonly now: number;
  /** For pictures that are not public yet. */
  readonly mediaKey?: (id: string) => string;
}

export interface PictureView {
  readonly large: string;
  readonly small: string;
  /** Every size with its width, for `srcset`. */
  readonly sources: string;
  /** The class that keeps the chosen part in sight where the picture is cropped. */
  readonly focus: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly caption: string;
}

/** The district as visitors read it: what belongs to none stands for the whole city. */
export function publicDistrict(words: Words, city: City, districtId: string): District {
  const district = city.byId.get(districtId) ?? city.portal;
  if (district.kind === 'district') return district;
  return { ...district, name: words.t('site.citywide', { city: city.names.city }) };
}

export interface ItemView {
  readonly kind: Kind;
  readonly kindWord: string;
  readonly title: string;
  readonly summary: string;
  readonly html: string;
  readonly lang: string;
  readonly easyText: readonly string[];
  readonly ended: boolean;
  readonly when: readonly string[];
  /** A single event that does not take place. */
  readonly cancelled: boolean;
  /** The next dates of a series; nothing for a single event. */
  readonly dates: readonly NextDate[];
  readonly block: { weekday: string; day: string; month: string } | undefined;
  readonly place: readonly string[];
  readonly tags: readonly string[];
  readonly facts: readonly { label: string; text: string; url?: string }[];
  readonly pictures: readonly PictureView[];
  readonly flyer: { url: string; text: string; preview: string | undefined } | undefined;
  readonly district: District;
}

/** Everything a page says about one item, as the public will read it. */
export function presentItem(source: Source, frame: Frame): ItemView {
  const { content, kind, district } = source;
  const { words } = frame;
  return {
    kind,
    kindWord: words.t(`kind.${kind}.one`),
    title: content.title,
    summary: content.summary,
    html: source.html,
    lang: content.textLanguage,
    easyText: content.easyText === '' ? [] : content.easyText.split('\n').filter(Boolean),
    ended: source.ended,
    ...presentWhen(content, source, frame),
    place: listPlace(content, frame.city),
    tags: listTags(content, words),
    facts: listFacts(content, words),
    pictures: content.images.map((image) => presentPicture(image, frame)),
    flyer:
      content.flyer === null
        ? undefined
        : {
            url: frame.paths.flyer(content.flyer.id, frame.mediaKey?.(content.flyer.id)),
            text: words.t('item.flyer', { size: formatBytes(words, content.flyer.bytes) }),
            preview: content.flyer.preview
              ? frame.paths.flyerPreview(content.flyer.id, frame.mediaKey?.(content.flyer.id))
              : undefined,
          },
    district,
  };
}

/** A single event says its day; a series says its rule, and shows the next date that takes place. */
function presentWhen(
  content: Content,
  source: Source,
  frame: Frame,
): Pick<ItemView, 'when' | 'cancelled' | 'dates' | 'block'> {
  const block = (instant: number | null) =>
    instant === null ? undefined : formatDateBlock(frame.words, frame.zone, instant);
  if (content.kind !== 'event' || content.recurrence === 'none') {
    return {
      when: listWhen(content, source, frame),
      cancelled: content.kind === 'event' && content.cancelled.length > 0,
      dates: [],
      block: block(source.startsAt),
    };
  }
  const dates = source.ended ? [] : listNextDates(content, frame, DATES_SHOWN);
  const next = dates.find(({ state }) => state !== 'cancelled') ?? dates[0];
  return {
    when: [sayRegularDates(content, frame)],
    cancelled: false,
    dates,
    block: block(next?.startsAt ?? source.startsAt),
  };
}

function listWhen(content: Content, source: Source, frame: Frame): string[] {
  if (content.kind !== 'event' || source.startsAt === null) return [];
  const { words, zone, now } = frame;
  const firstDay = formatDay(words, zone, source.startsAt, now);
  const severalDays = content.endDate !== '' && content.endDate !== content.startDate;
  const days = severalDays
    ? words.t('time.dayToDay', {
        from: firstDay,
        to: formatDay(words, zone, lastMoment(source), now),
      })
    : firstDay;
  if (content.allDay) return [days, words.t('time.allDay')];
  const end = content.endTime === '' ? null : source.endsAt;
  return [days, formatTimes(words, zone, source.startsAt, end)];
}

function lastMoment(source: Source): number {
  return (source.endsAt ?? source.startsAt ?? 0) - 1;
}

/** Shorter, for a line in a list: "15 bis 18.30 Uhr", or until when it runs. */
export function listLineTimes(
  content: Content,
  startsAt: number | null,
  endsAt: number | null,
  frame: Pick<Frame, 'words' | 'zone' | 'now'>,
): string {
  if (content.kind !== 'event' || startsAt === null) return '';
  const { words, zone, now } = frame;
  const last = (endsAt ?? startsAt) - 1;
  if (content.endDate !== '' && content.endDate !== content.startDate) {
    return words.t('time.until', { day: formatDay(words, zone, last, now) });
  }
  if (content.allDay) return words.t('time.allDay');
  return formatTimes(words, zone, startsAt, content.endTime === '' ? null : endsAt);
}

/** An event that runs already is shown under the first day that the list is about, often today. */
export function shownDay(startsAt: number, firstDay: number, zone: string): number {
  return dayOf(startsAt, zone) < dayOf(firstDay, zone) ? firstDay : startsAt;
}

function listPlace(content: Content, city: City): string[] {
  const street = [content.street, content.houseNumber].filter(Boolean).join(' ');
  const town = [content.postalCode, content.city].filter(Boolean).join(' ');
  const stadtteil = city.stadtteilByCode.get(content.stadtteil)?.name ?? '';
  return [content.placeName, street, town, stadtteil].filter(Boolean);
}

/** The facts that decide whether one goes: free, step-free, for children. */
export function listTags(content: Content, words: Words): string[] {
  const audience = content.audiences.filter((name) => name !== 'everyone');
  return [
    ...(content.kind === 'event' && content.free ? [words.t('item.free')] : []),
    ...(content.kind === 'event' && content.attendance !== 'onsite'
      ? [words.t(`choice.attendance.${content.attendance}`)]
      : []),
    ...content.accessibility.slice(0, 1).map((name) => words.t(`choice.accessibility.${name}`)),
    ...audience.slice(0, 2).map((name) => words.t(`choice.audiences.${name}`)),
  ];
}

function listFacts(
  content: Content,
  words: Words,
): { label: string; text: string; url?: string }[] {
  const facts: { label: string; text: string; url?: string }[] = [];
  const add = (name: string, text: string, url?: string) => {
    if (text !== '') facts.push({ label: words.t(`fact.${name}`), text, ...(url ? { url } : {}) });
  };
  const choices = (list: string, values: readonly string[]) =>
    listWords(
      words,
      values.map((value) => words.t(`choice.${list}.${value}`)),
    );
  switch (content.kind) {
    case 'event':
      add('price', content.free ? words.t('item.free') : content.price);
      if (content.registration !== 'none') {
        add('registration', words.t(`choice.registration.${content.registration}`));
      }
      add('registrationUrl', shortUrl(content.registrationUrl), content.registrationUrl);
      add('onlineUrl', shortUrl(content.onlineUrl), content.onlineUrl);
      break;
    case 'entry':
      add('organisation', content.organisation);
      add('offer', content.offer);
      add('openingHours', content.openingHours);
      add('appointment', content.appointment);
      add('costs', content.costs);
      add('eligibility', content.eligibility);
      break;
    case 'story':
      add('period', content.period);
      add('partners', content.partners);
      add('result', content.result);
      add('contactName', content.contactName);
      break;
  }
  add('audiences', choices('audiences', content.audiences));
  const spoken = content.languages.map((code) => languageName(words, code));
  add('languages', listWords(words, spoken));
  add('accessibility', choices('accessibility', content.accessibility));
  add('topics', choices('topics', content.topics));
  add('website', shortUrl(content.website), content.website);
  add('publicEmail', content.publicEmail, `mailto:${content.publicEmail}`);
  add('publicPhone', content.publicPhone, `tel:${content.publicPhone.replace(/[^\d+]/g, '')}`);
  return facts;
}

function shortUrl(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

export function presentPicture(
  picture: Picture,
  frame: Pick<Frame, 'words' | 'paths' | 'mediaKey'>,
): PictureView {
  const { words, paths } = frame;
  const { id, width, height } = picture;
  const key = frame.mediaKey?.(id);
  const sources = new Map(
    (['small', 'medium', 'large'] as const).map((size) => [
      widthOf(size, width, height),
      paths.media(id, size, key),
    ]),
  );
  return {
    large: paths.media(id, 'large', key),
    small: paths.media(id, 'small', key),
    sources: [...sources].map(([pixels, url]) => `${url} ${String(pixels)}w`).join(', '),
    focus: `at-${picture.focus}`,
    alt: picture.alt,
    width,
    height,
    caption: words.t('item.caption', {
      credit: picture.credit,
      licence: words.t(`choice.licence.${picture.licence}`),
    }),
  };
}
