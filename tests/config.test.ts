import { expect } from 'chai';
import { readConfig, UnusableSetting } from '../src/config.ts';

const SOUND = {
  NODE_ENV: 'production',
  BASE_URL: 'https://portal.example.org',
  SESSION_SECRET: 'a secret of forty characters, or even more',
};

describe('The settings', () => {
  it('are complete without any, outside production', () => {
    const config = readConfig({});
    expect(config).to.include({ port: 3000, host: '127.0.0.1', clockSpeed: 1, concurrency: 1 });
    expect(config.databaseUrl).to.equal('file:db/veedelpost.sqlite');
  });

  it('are taken in production when they are safe', () => {
    expect(readConfig(SOUND)).to.include({ production: true, demo: 'off' });
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    ['production without a secret of its own', { SESSION_SECRET: '' }, /SESSION_SECRET/],
    ['a secret that is too short', { SESSION_SECRET: 'short' }, /32 characters/],
    ['production without its own address', { BASE_URL: '' }, /BASE_URL/],
    ['production without https', { BASE_URL: 'http://portal.example.org' }, /https/],
    ['an address with a path', { BASE_URL: 'https://example.org/portal' }, /without a path/],
    ['a clock that runs faster in production', { CLOCK_SPEED: '60' }, /CLOCK_SPEED/],
    ['the demo in production', { DEMO: 'on' }, /DEMO/],
    ['mail without a sender', { SMTP_URL: 'smtp://mail.example.org' }, /MAIL_FROM/],
    ['a mail server of another kind', { SMTP_URL: 'http://mail.example.org' }, /smtp:/],
    ['a database of another kind', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    ['uploads that go nowhere', { UPLOADS_URL: 's3://bucket' }, /UPLOADS_URL/],
    ['an address that is none', { BASE_URL: 'https://portal example' }, /BASE_URL/],
    ['an address with a query', { BASE_URL: 'https://example.org?x=1' }, /BASE_URL/],
    ['an address with a password', { BASE_URL: 'https://a:b@example.org' }, /BASE_URL/],
    ['proxies without an address', { TRUST_PROXY: 'true' }, /TRUST_PROXY/],
    ['a network of proxies that is none', { TRUST_PROXY: '10.0.0.0/33' }, /TRUST_PROXY/],
    ['a log level that nobody knows', { LOG_LEVEL: 'laut' }, /LOG_LEVEL/],
    ['a port that is none', { PORT: '99999' }, /PORT/],
    ['a duration without a unit', { DELAY_CLAIM_LEASE: '30' }, /DELAY_CLAIM_LEASE.*unit/],
    ['a zone that does not exist', { TIME_ZONE: 'Europe/Koeln' }, /TIME_ZONE/],
  ];
  for (const [what, change, sentence] of refused) {
    it(`refuse ${what} with a sentence`, () => {
      expect(() => readConfig({ ...SOUND, ...change })).to.throw(UnusableSetting, sentence);
    });
  }

  it('take the portal’s address as browsers write it, and proxies by name, address and network', () => {
    const TRUST_PROXY = 'loopback, 10.0.0.0/8, fd00::/8, 192.0.2.1';
    const config = readConfig({
      ...SOUND,
      BASE_URL: 'https://Portal.Example.org:443/',
      TRUST_PROXY,
    });
    expect(config).to.include({ baseUrl: 'https://portal.example.org', trustProxy: TRUST_PROXY });
  });

  it('shorten a waiting time by its name and unit', () => {
    const { delays } = readConfig({ DELAY_CLAIM_LEASE: '90s', DELAY_ERASURE: '2d' });
    expect(delays).to.include({ claimLease: 90_000, erasure: 172_800_000, undoGrace: 300_000 });
  });
});
