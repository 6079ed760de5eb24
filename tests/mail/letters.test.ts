import { expect } from 'chai';
import { parse } from 'node-html-parser';
import { BUNDLED_MAILS, REMINDERS } from '../../src/domain/notices.ts';
import { LANGUAGES } from '../../src/locales/languages.ts';
import { composeMail } from '../../src/mail/compose.ts';
import { previewMail } from '../../src/mail/preview-data.ts';
import { ALL_MAILS, previewOf, variantsOf } from '../../src/mail/previews.ts';
import { links } from '../support/mail-links.ts';
import { t } from '../support/words.ts';

const many = (kind: string, language: string, changes: Record<string, unknown>[]) => {
  const mails = changes.map((change, number) => {
    const mail = previewMail(kind, language, number);
    return { ...mail, data: { ...mail.data, ...change } };
  });
  return composeMail(mails[0]!, links, 'Europe/Berlin', mails);
};

describe('Every letter that can be looked at beforehand', () => {
  for (const { code: language, direction } of LANGUAGES) {
    for (const kind of ALL_MAILS) {
      it(`${kind} in ${language} has a subject of one line, no gap, and nothing that is fetched`, () => {
        for (const variant of variantsOf(kind)) {
          const { subject, text, html } = previewOf(kind, language, variant);
          expect(subject).to.match(/^\S[^\r\n]+\S$/);
          expect(text).not.to.match(/[{}]|undefined|null|NaN|\bmail\.\w+|\bfact\.\w+/);
          expect(html).not.to.match(/\bsrc=|url\(|@import|<link|<img/i);
          const links = parse(html).querySelectorAll('a');
          for (const link of links) expect(text).to.include(link.getAttribute('href') ?? '-');
          const root = parse(html).querySelector('html');
          expect(root?.getAttribute('lang')).to.equal(language);
          expect(root?.getAttribute('dir')).to.equal(direction);
        }
      });
    }

    it(`no two letters about many have the same subject in ${language}`, () => {
      const subjects = [...BUNDLED_MAILS].map((kind) => previewOf(kind, language, 'many').subject);
      expect(new Set(subjects).size, subjects.join('\n')).to.equal(subjects.length);
      for (const subject of subjects) expect(subject).to.include('12');
    });
  }
});

describe('A letter about many', () => {
  it('counts what it is about, lists each with its date, its reference and its own link', () => {
    const { subject, text, html } = previewOf('approved', 'de', 'many');
    expect(subject).to.equal('12 Veranstaltungen sind freigegeben');
    expect(text).to.include('12 Veranstaltungen sind freigegeben und stehen jetzt auf der Seite.');
    const titles = parse(html).querySelectorAll('a.title');
    expect(titles).to.have.length(12);
    expect(text).to.match(/Samstag, 12\. Dezember, 15 Uhr\nBSP-26-0043/);
    expect(many('approved', 'en', [{}, {}]).subject).to.equal('2 events are approved');
  });

  it('speaks of submissions where they are of several kinds', () => {
    const { subject } = many('received', 'de', [{ kind: 'event' }, { kind: 'entry' }]);
    expect(subject).to.equal('2 Einsendungen sind angekommen');
  });

  it('asks once for all, and each title leads to where its own can be changed', () => {
    const { html } = many('confirmRequest', 'de', [{ submissionId: 'a' }, { submissionId: 'b' }]);
    const targets = parse(html)
      .querySelectorAll('a')
      .map((link) => link.getAttribute('href'));
    expect(targets).to.deep.equal([
      'https://portal.example.org/de/status/a',
      'https://portal.example.org/de/status/b',
      'https://portal.example.org/de/batch/batch',
    ]);
  });

  it('says once what was said to all, and to each what was said to it alone', () => {
    const alike = many('changesRequested', 'de', [
      { message: 'Für alle' },
      { message: 'Für alle' },
    ]);
    expect(alike.text.match(/Für alle/g)).to.have.length(1);
    const apart = many('changesRequested', 'de', [{ message: 'Nur A' }, { message: 'Nur B' }]);
    expect(apart.text).to.match(/BSP-26-0042\s+> Nur A[^]+BSP-26-0043\s+> Nur B/);
    const refused = many('rejected', 'de', [{ reason: 'duplicate' }, { reason: 'duplicate' }]);
    expect(refused.text).to.include(t('reason.duplicate.long'));
  });

  it('of a thousand names a hundred and says how many more there are', () => {
    const { text, html } = many(
      'received',
      'de',
      Array.from({ length: 1_000 }, () => ({})),
    );
    expect(parse(html).querySelectorAll('a.title')).to.have.length(100);
    expect(text).to.include(t('mail.many.more', { count: 900 }));
    // Where mail programs cut a letter off.
    expect(Buffer.byteLength(html)).to.be.lessThan(102_000);
  });
});

describe('A letter in Arabic', () => {
  it('keeps the direction of what people wrote, so that no number or full stop changes sides', () => {
    const rows = (kind: string) =>
      parse(previewOf(kind, 'ar').html)
        .querySelectorAll('bdi')
        .map((row) => row.textContent);
    expect(rows('changesRequested')).to.include.members([
      'Und: Darf das Plakat so gezeigt werden?',
      'Reparatur-Treff im Innenhof',
    ]);
    expect(rows('stillCorrect')).to.include.members(['Hinterhof-Werkstatt e. V.', '0221 000000']);
  });
});

describe('Where a letter says that an answer goes', () => {
  const compose = (kind: string, changes: Record<string, unknown> = {}) =>
    composeMail({ ...previewMail(kind, 'de'), ...changes }, links, 'Europe/Berlin').text.replace(
      /\s+/g,
      ' ',
    );

  it('is the office for who handed in, the writer for a message, and never their own office for colleagues', () => {
    expect(compose('received')).to.include(
      'Eine Antwort geht an: Sozialraumkoordination Beispielveedel.',
    );
    expect(compose('messageToDesk')).to.include('Eine Antwort geht direkt an Nora Beispiel');
    for (const kind of ['newSubmission', 'overdue', 'lapsedNotice']) {
      expect(compose(kind), kind).to.include(t('mail.reply.portal'));
    }
    expect(compose('newSubmission', { replyTo: '' })).to.include(t('mail.reply.nobody'));
  });

  it('stands beside why one got it', () => {
    expect(compose('received')).to.include(
      'weil dort etwas mit deiner E-Mail-Adresse eingereicht wurde',
    );
    expect(compose('newSubmission')).to.include('weil du dort Einsendungen betreust');
    expect(compose('promotionRequested')).to.include('weil du dort die Startseite betreust');
    // A colleague has handed in nothing, and would wonder.
    expect(previewOf('received', 'de', 'colleague').text.replace(/\s+/g, ' ')).to.include(
      'weil dich dort jemand mit deiner E-Mail-Adresse eingeladen hat',
    );
  });
});

describe('A question whether it still holds', () => {
  it('shows what is there and has three buttons; a colleague gets links of their own', () => {
    const mail = previewMail('stillCorrect', 'de');
    const of = (data: Record<string, unknown>) =>
      parse(composeMail({ ...mail, data: { ...mail.data, ...data } }, links, 'Europe/Berlin').html)
        .querySelectorAll('a.button')
        .map((link) => link.getAttribute('href')?.replace('https://portal.example.org/de/', ''));
    expect(of({ submissionId: 'x' })).to.deep.equal(['fresh/x', 'edit/x', 'withdraw/x']);
    expect(of({ submissionId: 'x', participantId: 'guest' })).to.deep.equal([
      'fresh/guest',
      'edit/guest',
      'withdraw/guest',
    ]);
  });

  it('can be switched off, as can every reminder and nothing else', () => {
    for (const kind of ALL_MAILS) {
      const { unsubscribe, text } = previewOf(kind, 'de');
      expect(unsubscribe !== undefined, kind).to.equal(REMINDERS.has(kind));
      expect(text.includes(t('mail.unsubscribe')), kind).to.equal(REMINDERS.has(kind));
    }
  });
});
