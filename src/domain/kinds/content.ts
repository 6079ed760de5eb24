import type {
  ATTENDANCE,
  ENTRY_TYPES,
  FOCUS_POINTS,
  LICENCES,
  PERSONS,
  RECURRENCES,
  REGISTRATION,
  WEEKDAYS,
  WEEKS_OF_MONTH,
} from '../vocabulary.ts';

/** A picture of a revision. Its file is an attachment; what is said about it belongs to the text. */
export interface Picture {
  readonly id: string;
  readonly alt: string;
  readonly credit: string;
  readonly licence: (typeof LICENCES)[number];
  readonly persons: (typeof PERSONS)[number];
  readonly width: number;
  readonly height: number;
  readonly focus: (typeof FOCUS_POINTS)[number];
}

export interface Flyer {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Its first page can be shown as a picture. */
  readonly preview: boolean;
}

/** What every kind says; the names are the form's own. An empty string is an answer not given. */
export interface CommonContent {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly audiences: readonly string[];
  readonly district: string;
  readonly stadtteil: string;
  readonly placeName: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly postalCode: string;
  readonly city: string;
  readonly website: string;
  readonly publicEmail: string;
  readonly publicPhone: string;
  readonly images: readonly Picture[];
  readonly flyer: Flyer | null;
  readonly easyText: string;
  readonly accessibility: readonly string[];
  readonly languages: readonly string[];
  /** The language that the text itself is written in, as an ISO 639-1 code. */
  readonly textLanguage: string;
}

/** A date of a series that takes place at another time. The new time is empty where it stays. */
export interface MovedDate {
  readonly date: string;
  readonly toDate: string;
  readonly toTime: string;
}

/** The dates of an event that takes place more than once. Days are YYYY-MM-DD. */
export interface Series {
  readonly recurrence: (typeof RECURRENCES)[number];
  /** `weekly` and `biweekly`: the days; `monthlyWeekday`: the one day. Empty: that of the first date. */
  readonly recurrenceDays: readonly (typeof WEEKDAYS)[number][];
  /** `monthlyWeekday` only. */
  readonly recurrenceWeek: (typeof WEEKS_OF_MONTH)[number] | '';
  /** The last day on which it may take place; empty: it goes on. */
  readonly recurrenceUntil: string;
  /** `dates` only: the dates after the first. */
  readonly recurrenceDates: readonly string[];
  /** Dates that were never meant, such as holidays. */
  readonly exceptions: readonly string[];
  /** Dates that were announced and do not take place; the day of a single event, too. */
  readonly cancelled: readonly string[];
  readonly moved: readonly MovedDate[];
}

export interface EventContent extends CommonContent, Series {
  readonly kind: 'event';
  readonly startDate: string;
  readonly startTime: string;
  readonly endDate: string;
  readonly endTime: string;
  readonly allDay: boolean;
  readonly price: string;
  readonly free: boolean;
  readonly registration: (typeof REGISTRATION)[number];
  readonly registrationUrl: string;
  readonly attendance: (typeof ATTENDANCE)[number];
  readonly onlineUrl: string;
}

export interface EntryContent extends CommonContent {
  readonly kind: 'entry';
  /** Empty: not said. */
  readonly entryType: (typeof ENTRY_TYPES)[number] | '';
  readonly organisation: string;
  readonly offer: string;
  readonly openingHours: string;
  readonly appointment: string;
  readonly costs: string;
  readonly eligibility: string;
}

export interface StoryContent extends CommonContent {
  readonly kind: 'story';
  readonly period: string;
  readonly partners: string;
  readonly result: string;
  readonly contactName: string;
}

export type Content = EventContent | EntryContent | StoryContent;

/** The private half of a form; it never becomes content. */
export interface Submitter {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly organisation: string;
}
