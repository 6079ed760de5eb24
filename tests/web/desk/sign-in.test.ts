import { expect } from 'chai';
import { listOutbox } from '../../../src/db/outbox.ts';
import { hireStaff, openPortal, PASSWORD, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { signIn } from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('Signing in', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  afterEach(() => portal.close());

  const enter = (email: string, password: string, more = {}) =>
    visit(portal.url).post('/anmelden', { email, password, ...more });
  const resetLink = async (email: string) => {
    await visit(portal.url).post('/passwort', { email });
    await portal.work();
    const letter = portal.letters.findLast((one) => one.to.address === email);
    return /\/passwort\/[^\s]+/.exec(letter?.text ?? '')?.[0] ?? '';
  };

  it('says the same about a wrong password and an unknown account', async () => {
    const wrong = await enter('kalk@example.org', 'falsch');
    const unknown = await enter('niemand@example.org', 'falsch');
    expect(wrong.document.querySelector('[role=alert]')?.textContent.trim()).to.equal(
      t('signIn.wrong'),
    );
    expect(unknown.text.replace('niemand@', 'kalk@')).to.equal(wrong.text);
    expect(unknown.status).to.equal(wrong.status);
    expect(wrong.fields()['email']).to.deep.equal(['kalk@example.org']);
    expect(wrong.text).not.to.include('falsch');
    expect(wrong.headers.getSetCookie()).to.deep.equal([]);
  });

  it('is slowed down after ten tries at an account, also for who knows the password, and passes', async () => {
    for (let count = 0; count < 10; count += 1) await enter('kalk@example.org', 'falsch');
    const known = await enter('kalk@example.org', PASSWORD);
    expect(known.status).to.equal(429);
    expect(known.text).to.include(t('error.tooFast.title'));
    const wait = Number(known.headers.get('Retry-After'));
    expect(wait).to.be.within(1, 900);
    for (let count = 0; count < 10; count += 1) await enter('niemand@example.org', 'falsch');
    const unknown = await enter('niemand@example.org', 'falsch');
    expect(unknown.text).to.equal(known.text);
    // Others are not held up by it.
    expect((await enter('ayla@example.org', PASSWORD)).location).to.equal('/redaktion');
    portal.clock.advance((wait + 1) * 1_000);
    expect((await enter('kalk@example.org', PASSWORD)).location).to.equal('/redaktion');
  });

  it('makes a new session, so that one laid out beforehand is worth nothing', async () => {
    const first = await enter('kalk@example.org', PASSWORD);
    const laidOut = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const body = new URLSearchParams({ email: 'ayla@example.org', password: PASSWORD }).toString();
    const second = await sendRaw(portal, {
      method: 'POST',
      path: '/anmelden',
      headers: { ...FORM, Cookie: laidOut },
      body,
    });
    const renewed = String(second.headers['set-cookie']?.[0]).split(';')[0] ?? '';
    expect(renewed)
      .to.match(/^sitzung=/)
      .and.not.equal(laidOut);
    const old = await sendRaw(portal, { path: '/redaktion', headers: { Cookie: laidOut } });
    expect(old.headers.location).to.include('/anmelden');
    const own = await sendRaw(portal, { path: '/redaktion', headers: { Cookie: renewed } });
    expect(own.body.toString()).to.include('Ayla Demir');
  });

  it('gives a cookie that scripts cannot read and other sites do not carry', async () => {
    const answer = await enter('kalk@example.org', PASSWORD);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie)
      .to.match(/; Path=\/;?/)
      .and.match(/; HttpOnly/)
      .and.match(/; SameSite=Lax/);
    expect(cookie).not.to.match(/Domain=/i);
    const again = await visit(portal.url).get('/anmelden');
    expect(again.headers.getSetCookie()).to.deep.equal([]);
  });

  it('ends with signing out, also for who kept the cookie', async () => {
    const answer = await enter('kalk@example.org', PASSWORD);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const before = await sendRaw(portal, { path: '/redaktion', headers: { Cookie: cookie } });
    expect(before.body.toString()).to.include('Kim Kalk');
    const out = await sendRaw(portal, {
      method: 'POST',
      path: '/abmelden',
      headers: { Cookie: cookie },
    });
    expect(out.headers.location).to.equal('/anmelden');
    expect(String(out.headers['set-cookie'])).to.match(/sitzung=;.*1970/);
    const after = await sendRaw(portal, { path: '/redaktion', headers: { Cookie: cookie } });
    expect(after.headers.location).to.include('/anmelden');
  });

  it('ends by itself after twelve idle hours', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    portal.clock.advance(11 * 3_600_000);
    expect((await kalk.get('/redaktion')).text).to.include('Kim Kalk');
    portal.clock.advance(11 * 3_600_000);
    expect((await kalk.get('/redaktion')).text).to.include('Kim Kalk');
    portal.clock.advance(13 * 3_600_000);
    expect((await kalk.get('/redaktion')).location).to.include('/anmelden');
  });

  it('leads to the page that was asked for, but never to another site', async () => {
    const asked = await visit(portal.url).get('/redaktion?ansicht=live');
    expect(asked.location).to.equal(
      `/anmelden?weiter=${encodeURIComponent('/redaktion?ansicht=live')}`,
    );
    const weiter = '/redaktion?ansicht=live';
    expect((await enter('kalk@example.org', PASSWORD, { weiter })).location).to.equal(weiter);
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/\n/evil.example',
    ]) {
      const form = await visit(portal.url).get(`/anmelden?weiter=${encodeURIComponent(evil)}`);
      const typed = { ...form.fields('main form'), email: 'kalk@example.org', password: PASSWORD };
      const answer = await visit(portal.url).post('/anmelden', { ...typed, weiter: evil });
      const target = new URL(answer.headers.get('Location') ?? '', portal.url);
      expect(target.origin, evil).to.equal(portal.url);
      expect(form.text, evil).not.to.include(`value="${evil}"`);
    }
  });

  it('gets a new password by a link that works once, and ends every older session', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const link = await resetLink('kalk@example.org');
    const form = await visit(portal.url).get(link);
    const short = await visit(portal.url).post(form.action(), { password: 'kurz' });
    expect(short.text).to.include(t('problem.passwordShort', { min: 12 }));
    await visit(portal.url).post(form.action(), { password: 'ein ganz anderer Satz' });
    expect((await kalk.get('/redaktion')).location).to.include('/anmelden');
    expect((await enter('kalk@example.org', PASSWORD)).text).to.include(t('signIn.wrong'));
    expect((await enter('kalk@example.org', 'ein ganz anderer Satz')).location).to.equal(
      '/redaktion',
    );
    const used = await visit(portal.url).post(link, { password: 'noch ein anderer Satz' });
    expect(used.text).to.include(t('error.notFound.title'));
    expect((await enter('kalk@example.org', 'noch ein anderer Satz')).text).to.include(
      t('signIn.wrong'),
    );
  });

  it('with the longest password that is taken gets in, and a longer one is refused where it is set', async () => {
    const set = async (password: string) => {
      portal.clock.advance(3_600_001);
      const link = await resetLink('chorweiler@example.org');
      return visit(portal.url).post(link, { password });
    };
    const refused = await set('x'.repeat(1_001));
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include(t('problem.tooLong', { max: 1_000 }));
    await set('y'.repeat(1_000));
    const wrong = await enter('chorweiler@example.org', `${'y'.repeat(999)}z`);
    expect(wrong.text).to.include(t('signIn.wrong'));
    const longer = await enter('chorweiler@example.org', 'y'.repeat(1_001));
    expect(longer.text).to.include(t('signIn.wrong'));
    const right = await enter('chorweiler@example.org', 'y'.repeat(1_000));
    expect(right.location).to.equal('/redaktion');
  });

  it('gets at most five such links an hour, wherever they are asked for, and none of them rests in the database', async () => {
    await portal.close();
    portal = await openPortal({ env: { TRUST_PROXY: 'loopback' } });
    await hireStaff(portal.services);
    const answers = [];
    for (const email of ['portal@example.org', 'niemand2@example.org']) {
      for (let turn = 0; turn < 6; turn += 1) {
        // From many networks at once.
        const from = { 'X-Forwarded-For': `192.0.2.${String(turn)}` };
        answers.push((await visit(portal.url).post('/passwort', { email }, from)).status);
      }
    }
    expect(answers.slice(0, 6)).to.deep.equal(answers.slice(6)).and.include(429);
    const mails = await listOutbox(portal.services.db.read, 'waiting');
    const tokens = mails.map(({ data }) => String(data['token']));
    expect(tokens).to.have.length(5);
    for (const token of tokens) {
      const page = await visit(portal.url).get(`/passwort/${token}`);
      expect(page.text).to.include(t('error.notFound.title'));
    }
  });

  it('gets that link only by mail, for two hours, and the page tells nobody who has an account', async () => {
    const known = await visit(portal.url).post('/passwort', { email: 'kalk@example.org' });
    const unknown = await visit(portal.url).post('/passwort', { email: 'niemand@example.org' });
    expect(known.text).to.include(t('password.sent'));
    expect(unknown.text).to.equal(known.text);
    await portal.work();
    expect(portal.letters.map((one) => one.to.address)).to.deep.equal(['kalk@example.org']);
    const link = await resetLink('kalk@example.org');
    expect((await visit(portal.url).get(link)).text).to.include(t('password.newTitle'));
    portal.clock.advance(2 * 3_600_000 + 1_000);
    expect((await visit(portal.url).get(link)).text).to.include(t('error.notFound.title'));
    expect((await visit(portal.url).get(`${link.slice(0, -1)}x`)).text).to.include(
      t('error.notFound.title'),
    );
  });
});
