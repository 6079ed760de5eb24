import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import { parse } from 'node-html-parser';
import { createTransport } from 'nodemailer';
import { v7 as uuid } from 'uuid';
import type { OutboxMail } from '../../src/db/outbox.ts';
import {
  ACCOUNT_MAILS,
  DESK_NOTICES,
  EDITOR_NOTICES,
  MAIL_KINDS,
  type AnyMail,
} from '../../src/domain/notices.ts';
import { REJECT_REASONS } from '../../src/domain/submission-types.ts';
import { LANGUAGES } from '../../src/locales/languages.ts';
import { composeMail } from '../../src/mail/compose.ts';
import { links } from '../support/mail-links.ts';

const ALL: readonly AnyMail[] = [
  ...MAIL_KINDS,
  ...DESK_NOTICES,
  ...EDITOR_NOTICES,
  ...ACCOUNT_MAILS,
];
const OWN = [
  { id: 'first', title: 'Erste', reference: 'KAL-26-0001' },
  { id: 'second', title: 'Zweite', reference: 'KAL-26-0002' },
];
const NOW = Date.parse('2026-11-24T09:00:00Z');

function mailOf(kind: AnyMail, language: string, more: Record<string, unknown> = {}): OutboxMail {
  return {
    id: uuid(),
    submissionId: null,
    mail: kind,
    status: 'waiting',
    toAddress: 'nora@example.org',
    toName: 'Nora Beispiel',
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
      submissionId: 'the-id',
      reference: 'KAL-26-0042',
      kind: 'event',
      title: 'Sommerfest',
      slug: 'sommerfest',
      publishAt: Date.parse('2026-12-12T14:00:00Z'),
      byName: 'Kim Kalk',
      fromOffice: 'Büro Nord',
      token: 'the-token',
      ...(kind === 'ownSubmissions' ? { submissions: OWN } : {}),
      office: {
        name: 'Büro Kalk',
        phone: '0221 000',
        hours: 'montags',
        district: 'Kalk',
        slug: 'kalk',
        colour: '#123456',
      },
      ...more,
    },
  };
}
const compose = (kind: AnyMail, language = 'de', more: Record<string, unknown> = {}) =>
  composeMail(mailOf(kind, language, more), links, 'Europe/Berlin');

const FACTS = [
  { label: 'Wer', text: 'Hinterhof-Werkstatt' },
  { name: 'openingHours', text: 'Dienstag 10 bis 12 Uhr\nDonnerstag 16 bis 19 Uhr' },
];

/** What stands behind the greeting, and what a list of mails shows beside the subject. */
const firstLine = (html: string): string =>
  parse(html).querySelector('body .skip')?.textContent.trim() ?? '';

const targetsOf = (html: string): string[] =>
  parse(html)
    .querySelectorAll('body a')
    .map((link) => link.getAttribute('href') ?? '');

function expectSameInBoth(text: string, html: string): void {
  const body = parse(html).querySelector('body');
  for (const hidden of body?.querySelectorAll('.skip') ?? []) hidden.remove();
  const missing = wordsIn(body?.textContent ?? '').filter((word) => !text.includes(word));
  expect(missing).to.deep.equal([]);
  for (const target of targetsOf(html)) expect(text).to.include(target);
  // Nothing is fetched when it is opened: no picture, no font, no style, no pixel that counts.
  expect(html).not.to.match(/\bsrc=|url\(|@import|<link|<img|http-equiv/i);
}

/** What may differ between the two forms of one mail: only where lines are broken. */
const wordsIn = (text: string): string[] => text.split(/[\s"„“”]+/).filter((word) => word !== '');

/** How many addresses a mail leads to, where it is not one. */
const ADDRESSES: Readonly<Record<string, number>> = {
  withdrawn: 0,
  erased: 0,
  erasedNotice: 0,
  ownSubmissions: 2,
  changesReminder: 2,
  lapsed: 2,
  stillCorrect: 4,
  stillCorrectReminder: 4,
};

describe('The words of every mail', () => {
  for (const { code: language } of LANGUAGES) {
    for (const kind of ALL) {
      it(`${kind} in ${language} is whole: no gap, no key, all of it as text too, and its link`, () => {
        const more = { message: 'Ein Satz\nvon Kim.', reason: 'duplicate', facts: FACTS };
        const { subject, text, html } = compose(kind, language, more);
        const body = parse(html).querySelector('body')?.textContent ?? '';
        for (const part of [subject, text, body]) {
          expect(part).not.to.match(/[{}]|undefined|null|\[object|mail\.\w+|reason\.\w+|NaN/);
        }
        expectSameInBoth(text, html);
        const targets = targetsOf(html);
        expect(new Set(targets).size).to.equal(ADDRESSES[kind] ?? 1);
        expect(text).to.include('Nora Beispiel').and.include('Ein Satz\n> von Kim.');
        expect(text).to.include('Dienstag 10 bis 12 Uhr\nDonnerstag 16 bis 19 Uhr');
      });
    }

    it(`no two kinds for the same reader have the same subject or first line in ${language}`, () => {
      for (const kinds of [MAIL_KINDS, [...DESK_NOTICES, ...EDITOR_NOTICES], ACCOUNT_MAILS]) {
        const subjects = kinds.map((kind) => compose(kind, language).subject);
        expect(new Set(subjects).size, subjects.join()).to.equal(kinds.length);
        const lines = kinds.map((kind) => firstLine(compose(kind, language).html));
        expect(new Set(lines).size, lines.join('\n')).to.equal(kinds.length);
      }
    });

    it(`each reason for a refusal is told in full in ${language}`, () => {
      const told = REJECT_REASONS.map((reason) => {
        const { text } = compose('rejected', language, { reason });
        expect(text).not.to.include(reason === 'duplicate' ? 'reason.' : `reason.${reason}`);
        return text;
      });
      expect(new Set(told).size).to.equal(REJECT_REASONS.length);
    });
  }

  it('a mail in English is not in German', () => {
    for (const kind of ALL) {
      expect(compose(kind, 'en').subject, kind).not.to.equal(compose(kind, 'de').subject);
    }
  });

  it("a moment is told by the clock of the city, and where the mail leads is in the reader's language", () => {
    expect(compose('scheduled').text).to.match(/am\s+Samstag,\s+12\.\s+Dezember,\s+15\s+Uhr\./);
    expect(compose('scheduled', 'en').text).to.match(/Saturday,?\s+12\s+December,\s+3\s+pm/);
    expect(compose('received', 'en').text).to.include(
      'https://portal.example.org/en/status/the-id',
    );
    expect(compose('newSubmission').text).to.include('https://portal.example.org/desk/KAL-26-0042');
    expect(compose('approved').text).to.include(
      'https://portal.example.org/de/kalk/event/sommerfest',
    );
  });
});

describe('What people type into a mail', () => {
  const hostile =
    '<script>alert(1)</script>{title}{{name}}$t(mail.footer)%s\r\nBcc: alle@example.org\r\n\r\n<b>x';

  it('stays what they typed: no markup, no placeholder and no header of its own', async () => {
    const mail = mailOf('messageToContributor', 'de', {
      title: hostile,
      message: hostile,
      byName: hostile,
    });
    const composed = composeMail({ ...mail, toName: hostile }, links, 'Europe/Berlin');
    expect(composed.subject).not.to.match(/[\r\n]/);
    expect(composed.subject).to.include(
      '<script>alert(1)</script>{title}{{name}}$t(mail.footer)%s Bcc:',
    );
    const tags = parse(composed.html).querySelectorAll('script, b, iframe, img');
    expect(tags).to.deep.equal([]);
    expect(parse(composed.html).textContent).to.include('<script>alert(1)</script>');

    const writer = createTransport({ streamTransport: true, buffer: true });
    const { message } = await writer.sendMail({
      ...composed,
      from: 'portal@example.org',
      to: { name: hostile, address: 'nora@example.org' },
      replyTo: 'office@example.org',
    });
    const read = await simpleParser(message);
    expect(read.headers.has('bcc')).to.equal(false);
    expect(read.headers.has('subject')).to.equal(true);
    expect(read.to && 'value' in read.to ? read.to.value : []).to.have.length(1);
    expect(read.to && 'value' in read.to ? read.to.value[0]?.address : '').to.equal(
      'nora@example.org',
    );
    expect(read.subject).to.equal(composed.subject);
  });

  it('a message is quoted with its lines, and its address is no link that we vouch for', () => {
    const { text, html } = compose('messageToDesk', 'de', {
      message: 'Zeile eins\nhttps://evil.example',
    });
    expect(text).to.match(/Zeile eins\s+(> )?https:\/\/evil\.example/);
    expect(targetsOf(html)).to.deep.equal(['https://portal.example.org/desk/KAL-26-0042']);
  });

  it('a mail names its thread, and one to an account has none', () => {
    expect(compose('approved').references).to.equal('<the-id@portal.example.org>');
    expect(compose('passwordReset', 'de', { submissionId: undefined }).references).to.equal(
      undefined,
    );
    const mail = mailOf('approved', 'de');
    expect(composeMail(mail, links, 'Europe/Berlin').messageId).to.equal(
      `<${mail.id}@portal.example.org>`,
    );
  });
});
