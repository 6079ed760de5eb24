import type { OutboxMail } from '../db/outbox.ts';
import { DESK_NOTICES, EDITOR_NOTICES } from '../domain/notices.ts';
import type { MailLinks } from './compose.ts';

// People and places of the previews are made up. Dates are fixed, so that two runs can be compared.
const NOW = Date.parse('2026-11-24T09:00:00Z');
const DAY = 86_400_000;
const ORIGIN = 'https://portal.example.org';

/** Addresses as they will look, with a token of the usual length. */
export function previewLinks(): MailLinks {
  const token = (name: string) => `${name}-AZzK1a9Zk3lWm0Qy7tBvXr2NfHd8Ue`;
  const at = (path: string) => `${ORIGIN}/${path}`;
  return {
    host: 'portal.example.org',
    portal: 'Sozialräume Köln',
    confirm: (id) => at(`confirm/${token(id)}`),
    confirmFresh: (id, _language, guest) => at(`fresh/${token(guest ?? id)}`),
    status: (id, _language, guest) => at(`status/${token(guest ?? id)}`),
    edit: (id, _language, guest) => at(`edit/${token(guest ?? id)}`),
    withdraw: (id, _language, guest) => at(`withdraw/${token(guest ?? id)}`),
    batch: (id) => at(`batch/${token(id)}`),
    unsubscribe: () => at(`unsubscribe/${token('reader')}`),
    own: (id) => `${ORIGIN}/meine-einsendungen/${id}`,
    draft: (id) => at(`draft/${token(id)}`),
    item: (kind, slug, district) => at(`${district}/${kind}/${slug}`),
    desk: (reference) => at(`desk/${reference}`),
    report: (reference) => at(`desk/reports/${reference}`),
    queue: () => at('desk'),
    landingDesk: () => at('desk/landing'),
    password: (given) => at(`password/${token(given)}`),
    home: () => `${ORIGIN}/`,
  };
}

const OFFICE = {
  name: 'Sozialraumkoordination Beispielveedel',
  phone: '0221 000000',
  hours: 'Montag bis Donnerstag, 10 bis 15 Uhr',
  district: 'Beispielveedel',
  slug: 'beispielveedel',
  colour: '#9b1c5a',
  colourDark: '#f2a6cb',
};

const FACTS = [
  { name: 'organisation', text: 'Hinterhof-Werkstatt e. V.' },
  { name: 'openingHours', text: 'Dienstag 10 bis 12 Uhr\nDonnerstag 16 bis 19 Uhr' },
  { name: 'website', text: 'werkstatt.example.org' },
  { name: 'publicEmail', text: 'kontakt@werkstatt.example.org' },
  { name: 'publicPhone', text: '0221 000000' },
];

const MESSAGES: Readonly<Record<string, string>> = {
  changesRequested:
    'Könntest du noch dazuschreiben, ob der Hof stufenlos zu erreichen ist?\n\nUnd: Darf das Plakat so gezeigt werden?',
  rejected: 'Schau gern in den Eintrag vom 3. November, da steht das Treffen schon.',
  messageToContributor: 'Wir würden gern vorbeikommen und ein Foto machen. Passt Donnerstag?',
  messageToDesk: 'Donnerstag passt gut. Der Eingang ist hinten im Hof.',
  handedOverNotice: 'Das liegt schon auf eurer Seite der Straße.',
  reportReceived: 'Auf dem Bild ist meine Tochter zu erkennen. Wir haben dem nie zugestimmt.',
  reportKept: 'Das Bild ist mit schriftlicher Zustimmung aller entstanden; sie liegt uns vor.',
  reportCorrected: 'Das Bild ist durch eines ersetzt, auf dem niemand zu erkennen ist.',
  reportRemoved: 'Für das Bild gab es keine Zustimmung. Der Eintrag ist nicht mehr öffentlich.',
  barrierReceived: 'Das Menü lässt sich mit der Tastatur nicht schließen.',
  barrierReported: 'Das Menü lässt sich mit der Tastatur nicht schließen.',
  retracted: 'Das Haus hat uns gebeten, den Eintrag bis zum Umzug nicht zu zeigen.',
};

const TITLES = [
  'Reparatur-Treff im Innenhof',
  'Lesung unter der Brücke',
  'Offenes Singen für alle',
];

const READERS: ReadonlySet<string> = new Set([...DESK_NOTICES, ...EDITOR_NOTICES, 'passwordReset']);

/** A row of the outbox as it would be for this kind of mail, with what people might write. */
export function previewMail(kind: string, language: string, number = 0): OutboxMail {
  const isEntry = /^(stillCorrect|lapsed|freshness)/.test(kind);
  const reason = kind === 'rejected' ? { reason: 'duplicate' } : {};
  const message = MESSAGES[kind] === undefined ? {} : { message: MESSAGES[kind] };
  const reference = `BSP-26-${String(42 + number).padStart(4, '0')}`;
  return {
    id: `01933e1c-0000-7000-8000-${String(number).padStart(12, '0')}`,
    submissionId: null,
    mail: kind,
    status: 'waiting',
    toAddress: READERS.has(kind) ? 'kim@example.org' : 'nora@example.org',
    toName: READERS.has(kind)
      ? 'Kim Kalk'
      : kind === 'barrierReported'
        ? OFFICE.name
        : 'Nora Beispiel',
    replyTo: 'office@example.org',
    language,
    held: false,
    createdAt: NOW,
    sendAfter: NOW,
    leasedUntil: null,
    attempts: 0,
    lastError: null,
    bundle: null,
    sentAt: null,
    data: {
      submissionId: `submission-${String(number)}`,
      reference,
      kind: isEntry ? 'entry' : 'event',
      title: isEntry ? 'Hinterhof-Werkstatt' : (TITLES[number % TITLES.length] ?? ''),
      slug: 'reparatur-treff-im-innenhof',
      startsAt: isEntry ? null : Date.parse('2026-12-05T14:00:00Z') + number * 7 * DAY,
      publishAt: Date.parse('2026-11-28T07:00:00Z'),
      ...(kind.startsWith('date') ? { date: '2026-12-12' } : {}),
      byName:
        kind === 'invited' ? 'Ben Muster' : kind === 'messageToDesk' ? 'Nora Beispiel' : 'Kim Kalk',
      fromOffice: 'Sozialraumkoordination Nachbarveedel',
      token: 'key',
      batchId: 'batch',
      ...(kind.startsWith('draft') ? { draftId: 'draft', deadline: NOW + 30 * DAY } : {}),
      office: OFFICE,
      ...message,
      ...reason,
      ...(/^(stillCorrect|lapsed$)/.test(kind) ? { facts: FACTS } : {}),
      ...(/^(report|barrier)/.test(kind) ? aboutReport(kind, reference) : {}),
      // What is erased is not named once more.
      ...(kind.startsWith('erased') ? { title: reference, byName: '' } : {}),
      ...(kind === 'ownSubmissions'
        ? {
            ownAnchor: 'submission-0',
            submissions: TITLES.map((title, index) => ({
              id: `submission-${String(index)}`,
              title,
              reference: `BSP-26-004${String(index)}`,
            })),
          }
        : {}),
      ...(/^(passwordReset$|ownSubmissions$|draft)/.test(kind)
        ? { submissionId: undefined, reference: undefined, office: undefined }
        : {}),
    },
  };
}

/** What a mail about a report or a barrier knows: of its submission nothing, of its page the address. */
function aboutReport(kind: string, reference: string) {
  const isReport = kind.startsWith('report');
  const page = { name: 'reportedPage', text: `${ORIGIN}/veranstaltungen/reparatur-treff` };
  const from = { name: 'publicEmail', text: 'nora@example.org' };
  return {
    submissionId: undefined,
    startsAt: null,
    reference: isReport ? reference.replace('BSP', 'MEL') : undefined,
    facts: kind === 'barrierReported' ? [page, from] : [page],
    ...(kind === 'reportNotice' ? { deadline: NOW + 3 * DAY } : {}),
  };
}

const KINDS = ['event', 'entry', 'story'];
const REFUSALS = [
  'Das Treffen steht schon am 3. November da.',
  'Diese Adresse ist schon im Verzeichnis.',
  'Vom Singen haben wir schon eine Geschichte.',
];
const NOTES = [
  'Wann ist Einlass?\nUnd gibt es Plätze für Rollstühle?',
  'Welche Hausnummer ist es?',
  'Wer hat das Foto gemacht?',
];

/** Several things of each kind, each with a message of its own, to somebody who gave no name. */
export function previewMixed(kind: string, language: string): OutboxMail[] {
  const notes = kind === 'rejected' ? REFUSALS : NOTES;
  return KINDS.map((thing, number) => {
    const mail = previewMail(kind, language, number);
    const data = mail.data as { message?: string };
    return {
      ...mail,
      toName: READERS.has(kind) ? mail.toName : '',
      data: {
        ...data,
        kind: thing,
        ...(thing === 'event' ? {} : { startsAt: null }),
        ...(data.message === undefined ? {} : { message: notes[number] ?? '' }),
      },
    };
  });
}
