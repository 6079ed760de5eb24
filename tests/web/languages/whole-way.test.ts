import { expect } from 'chai';
import { LANGUAGES } from '../../../src/locales/languages.ts';
import { wordsOf } from '../../../src/locales/words.ts';
import { languagePrefix } from '../../../src/web/paths.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { decide, signIn } from '../../support/steps.ts';
import { visit, type Answer } from '../../support/visitor.ts';

const KEY_LEFT_OVER =
  /\b(nav|field|form|group|problem|check|sent|confirm|status|mail|history|choice|error)\.[a-z]\w*(\.\w+)*\b/;

/** What a page shows and says aloud, without its addresses and names of fields. */
const readable = (page: Answer) => page.document.querySelector('body')?.textContent ?? '';

describe('The whole way of a contributor', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  for (const { code, direction } of LANGUAGES) {
    it(`in ${code}: form, check, sent, mail, confirmation, status, refusal and decision are in it`, async () => {
      const { t } = wordsOf(code);
      const prefix = languagePrefix(code);
      const email = `${code}@example.org`;
      const visitor = visit(portal.url);
      const pages: Answer[] = [];
      const keep = (page: Answer, title: string) => {
        expect(page.document.querySelector('h1')?.textContent.trim()).to.equal(title);
        pages.push(page);
        return page;
      };

      const form = keep(
        await visitor.get(`${prefix}/einreichen/veranstaltung`),
        t('contribute.event.title'),
      );
      const empty = await visitor.post(form.action('form.form'), {
        ...form.fields('form.form'),
        step: 'check',
      });
      expect(empty.document.querySelector('#probleme')?.textContent).to.include(
        t('problem.titleMissing'),
      );
      pages.push(empty);

      const answers = answersFor('event', { submitterEmail: email, title: `Treff ${code}` });
      const check = keep(
        await visitor.post(form.action('form.form'), {
          ...form.fields('form.form'),
          ...answers,
          step: 'check',
        }),
        t('check.title'),
      );
      const done = await visitor.post(check.action('form.check-form'), {
        ...check.fields('form.check-form'),
        step: 'send',
      });
      keep(await visitor.get(done.location), t('sent.title'));

      await portal.work();
      const letter = portal.letters.findLast((one) => one.to.address === email);
      expect(letter?.subject).to.equal(
        t('mail.confirmRequest.subject', { title: `Treff ${code}` }),
      );
      expect(letter?.html).to.include(`<html lang="${code}" dir="${direction}">`);
      const link = /(?:\/\w+)?\/vorgang\/[\w-]+/.exec(letter?.text.replace(portal.url, '') ?? '');
      const path = link?.[0] ?? '';
      expect(path).to.match(new RegExp(`^${prefix}/vorgang/`));

      const confirm = keep(await visitor.get(`${path}/bestaetigen`), t('confirm.title'));
      await visitor.post(confirm.action(), {});
      const status = keep(await visitor.get(path), `Treff ${code}`);
      expect(readable(status)).to.include(t('status.queued.title'));
      for (const page of pages) {
        const html = page.document.querySelector('html');
        expect(html?.getAttribute('lang')).to.equal(code);
        expect(html?.getAttribute('dir')).to.equal(direction);
        expect(readable(page)).not.to.match(KEY_LEFT_OVER);
      }

      const reference = status.document.querySelector('.reference')?.textContent ?? '';
      const kalk = await signIn(portal, 'kalk@example.org');
      await decide(kalk, reference, 'approve');
      portal.clock.advance(6 * 60_000);
      await portal.work();
      const subjects = portal.letters
        .filter((one) => one.to.address === email)
        .map((one) => one.subject);
      const title = `Treff ${code}`;
      expect(subjects).to.include(t('mail.received.subject', { title }));
      expect(subjects).to.include(t('mail.approved.subject', { title }));
    });
  }

  it('answers a link to the own submissions in the language in which it was asked for', async () => {
    await visit(portal.url).post('/tr/meine-einsendungen', { email: 'de@example.org' });
    await portal.work();
    const letter = portal.letters.at(-1);
    expect(letter?.subject).to.equal(wordsOf('tr').t('mail.ownSubmissions.subject'));
    expect(letter?.text).to.include('/tr/vorgang/');
  });
});
