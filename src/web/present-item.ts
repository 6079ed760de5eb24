import type { City, District } from '../db/places.ts';
import type { Content, Picture } from '../domain/kinds/content.ts';
import type { Kind } from '../domain/submission-types.ts';
import { formatBytes, formatDateBlock, formatDay, formatTimes } from '../locales/formats.ts';
import { listNextDates, sayRegularDates, type NextDate } from '../locales/series-words.ts';
import type { Words } from '../locales/words.ts';
import { dayOf } from '../domain/time.ts';
import { widthOf } from '../uploads/picture-sizes.ts';
import type { Paths } from './paths.ts';
import { listFacts, mapUrl, presentContact, type ContactView, type Fact } from './present-facts.ts';
import { presentHours, type HoursView } from './present-hours.ts';

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
  /** Whoever reads the portal in easy German reads the easy text before everything else. */
  readonly easyFirst: boolean;
  readonly ended: boolean;
  readonly when: readonly string[];
  /** A single event that does not take place. */
  readonly cancelled: boolean;
  /** The next dates of a series; nothing for a single event. */
  readonly dates: readonly NextDate[];
  readonly block: { weekday: string; day: string; month: string } | undefined;
  readonly place: readonly string[];
  /** Where somebody else's map shows it. */
  readonly mapUrl: string;
  readonly tags: readonly string[];
  readonly hours: HoursView | undefined;
  /** Opening hours as they were written, where no table can be made of them. */
  readonly hoursText: string;
  readonly contact: ContactView | undefined;
  readonly facts: readonly Fact[];
  /** What came of a project. */
  readonly result: string;
  /** There is nothing to read beside the summary: the page is laid out without a column for it. */
  readonly isShort: boolean;
  readonly pictures: readonly PictureView[];
  readonly flyer: { url: string; text: string; preview: string | undefined } | undefined;
  readonly district: District;
}

/** Everything a page says about one item, as the public will read it. */
export function presentItem(source: Source, frame: Frame): ItemView {
  const { content, kind, district } = source;
  const { words } = frame;
  const openingHours = content.kind === 'entry' ? content.openingHours : '';
  const hours = presentHours(openingHours, frame);
  const result = content.kind === 'story' ? content.result : '';
  const longTexts = [source.html, content.easyText, result];
  return {
    kind,
    kindWord: words.t(`kind.${kind}.one`),
    title: content.title,
    summary: content.summary,
    html: source.html,
    lang: content.textLanguage,
    easyText: content.easyText === '' ? [] : content.easyText.split('\n').filter(Boolean),
    easyFirst: words.language === 'de-x-leicht' && content.easyText !== '',
    ended: source.ended,
    ...presentWhen(content, source, frame),
    place: listPlace(content, frame.city),
    mapUrl: mapUrl(content),
    hours,
    hoursText: hours === undefined ? openingHours : '',
    contact: presentContact(content, words),
    result,
    isShort:
      longTexts.every((text) => text === '') &&
      content.images.length === 0 &&
      content.flyer === null,
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
