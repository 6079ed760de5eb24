import { Writable } from 'node:stream';
import { expect } from 'chai';
import { pino } from 'pino';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

describe('A private link stays private', () => {
  let portal: Portal;
  let link: string;
  let reference: string;
  const lines: string[] = [];
  before(async () => {
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    portal = await openPortal({ log: pino({ level: 'trace' }, destination) });
    await hireStaff(portal.services);
    ({ link, reference } = await handInAndConfirm(portal, 'entry'));
  });
  after(() => portal.close());

  it('no log line holds a token, a name, an address or what was typed', async () => {
    const visitor = visit(portal.url);
    const token = link.split('/').at(-1) ?? '';
    await visitor.get(`${link}?quelle=nora@example.org`);
    await visitor.post(`${link}/nachricht`, { message: 'ein Geheimnis' });
    await visitor.get(`/vorgang/${token}x`);
    await visitor.get(`/en${link}/bearbeiten`);
    await visitor.post('/passwort', { email: 'kalk@example.org' });
    await portal.work();
    const letter = portal.letters.findLast((one) => one.text.includes('/passwort/'));
    const reset = /\/passwort\/([\w.~-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
    await visitor.get(`/passwort/${reset}`);
    const log = lines.join('');
    expect(log).to.include('"url":"/vorgang/…"').and.include('/passwort/…');
    expect(reset).to.have.length.greaterThan(20);
    for (const secret of [
      token,
      reset,
      'nora@example.org',
      'kalk@example.org',
      'Nora',
      'Geheimnis',
      '127.0.0.1',
    ]) {
      expect(log, secret).not.to.include(secret);
    }
  });

  it('its pages are kept by nobody and their address is told to nobody', async () => {
    const visitor = visit(portal.url);
    for (const path of ['', '/bestaetigen', '/bearbeiten', '/zurueckziehen']) {
      const page = await visitor.get(link + path);
      expect(page.headers.get('Cache-Control'), path).to.equal('no-store');
      expect(page.headers.get('Referrer-Policy'), path).to.equal('same-origin');
      expect(page.document.querySelector('meta[name=robots]')?.getAttribute('content')).to.equal(
        'noindex',
      );
      expect(page.headers.getSetCookie()).to.deep.equal([]);
    }
  });

  it('the way back to lost links looks alike for everybody and mails only the address', async () => {
    const visitor = visit(portal.url);
    const ask = async (email: string): Promise<[Answer, string[]]> => {
      const form = await visitor.get('/meine-einsendungen');
      const before = portal.letters.length;
      const answer = await visitor.post(form.action(), { email });
      await portal.work();
      return [
        answer,
        portal.letters.slice(before).map((one) => `${one.to.address} ${one.subject}`),
      ];
    };
    const [known, mailed] = await ask(' Nora@Example.org ');
    const [unknown, nothing] = await ask('niemand@example.org');
    expect(known.text).to.include(t('own.sent'));
    expect(unknown.text).to.equal(known.text);
    expect(unknown.status).to.equal(known.status);
    const names = (answer: Answer) => [...answer.headers.keys()].filter((name) => name !== 'date');
    expect(names(unknown)).to.deep.equal(names(known));
    expect(mailed).to.deep.equal([`nora@example.org ${t('mail.ownSubmissions.subject')}`]);
    expect(nothing).to.deep.equal([]);
    const letter = portal.letters.findLast(
      (one) => one.subject === t('mail.ownSubmissions.subject'),
    );
    expect(letter?.text).to.include(link).and.include(reference);
    expect(known.text).not.to.include(link);
  });

  it('asking for links again and again is slowed down, per address', async () => {
    const visitor = visit(portal.url);
    let answer = await visitor.get('/meine-einsendungen');
    for (let count = 0; count < 6; count += 1) {
      answer = await visitor.post('/meine-einsendungen', { email: 'oft@example.org' });
    }
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('Retry-After'))).to.be.within(1, 3_600);
    expect(answer.text).to.include(t('error.tooFast.title'));
  });

  it('coordinators never see it', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const page = await kalk.get(`/redaktion/${reference}`);
    expect(page.text).to.include('nora@example.org').and.not.include('/vorgang/');
  });
});
