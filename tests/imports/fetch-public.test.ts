import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { FETCH_LIMITS, fetchPublic, type FetchLimits } from '../../src/imports/fetch-public.ts';
import { isPublicAddress, readAddress } from '../../src/imports/public-address.ts';

describe('An address that is fetched', () => {
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.178.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '4000::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
  ]) {
    it(`is never ${address}`, async () => {
      expect(isPublicAddress(address)).to.equal(false);
      const host = address.includes(':') ? `[${address}]` : address;
      expect(await fetchPublic(`http://${host}/`, '')).to.deep.equal({
        kind: 'failed',
        reason: 'private',
      });
    });
  }

  for (const address of ['8.8.8.8', '193.99.144.80', '2a00:1450:4001::1', '2606:4700::1111']) {
    it(`may be ${address}`, () => {
      expect(isPublicAddress(address)).to.equal(true);
    });
  }

  for (const [address, reason] of [
    ['http://localhost/', 'private'],
    ['http://2130706433/', 'private'],
    ['http://0x7f.1/', 'private'],
    ['http://127.1/', 'private'],
    ['https://[::ffff:7f00:1]/', 'private'],
    ['http://example.org:22/', 'port'],
    ['http://example.org:8080/', 'port'],
    ['file:///etc/passwd', 'scheme'],
    ['ftp://example.org/a.ics', 'scheme'],
    ['gopher://example.org/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['http://user:secret@example.org/', 'address'],
    ['kein Link', 'address'],
    ['', 'address'],
  ] as const) {
    it(`is refused as ${address || 'an empty text'}`, async () => {
      expect(await fetchPublic(address, '')).to.deep.equal({ kind: 'failed', reason });
    });
  }

  it('with webcal means https', () => {
    const url = readAddress('webcal://verein.example.org/kalender.ics');
    expect(url instanceof URL ? url.href : url).to.equal('https://verein.example.org/kalender.ics');
  });
});

describe('A server that is asked', () => {
  let server: Server;
  let origin = '';
  let answer: RequestListener;
  let asked: string[] = [];
  const limits: FetchLimits = {
    ...FETCH_LIMITS,
    milliseconds: 1_000,
    anyPort: true,
    isAllowed: (address) => address === '127.0.0.1' || address === '::1',
  };
  before(async () => {
    server = createServer((req, res) => {
      asked.push(req.url ?? '');
      answer(req, res);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`;
  });
  beforeEach(() => (asked = []));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('gives its file, and the next time only says that nothing changed', async () => {
    answer = (req, res) => {
      if (req.headers['if-none-match'] === '"one"') res.writeHead(304).end();
      else
        res
          .writeHead(200, { ETag: '"one"', 'Content-Encoding': 'gzip' })
          .end(gzipSync('BEGIN:VCALENDAR'));
    };
    const first = await fetchPublic(`${origin}/a.ics`, '', limits);
    expect(first).to.deep.include({ kind: 'file', etag: '"one"' });
    expect(first.kind === 'file' ? first.bytes.toString() : '').to.equal('BEGIN:VCALENDAR');
    expect(await fetchPublic(`${origin}/a.ics`, '"one"', limits)).to.deep.equal({
      kind: 'unchanged',
    });
  });

  it('is followed three times and not further', async () => {
    answer = (req, res) => {
      const turn = Number(req.url?.slice(1));
      if (turn < 3) res.writeHead(302, { Location: `/${String(turn + 1)}` }).end();
      else res.writeHead(200).end('da');
    };
    expect(await fetchPublic(`${origin}/0`, '', limits)).to.deep.include({ kind: 'file' });
    answer = (_req, res) => res.writeHead(302, { Location: '/0' }).end();
    expect(await fetchPublic(`${origin}/0`, '', limits)).to.deep.equal({
      kind: 'failed',
      reason: 'redirects',
    });
    expect(asked).to.have.length(8);
  });

  it('that leads to a private address is left at once', async () => {
    for (const [location, reason] of [
      ['http://10.0.0.1/', 'private'],
      ['http://169.254.169.254/latest/meta-data/', 'private'],
      ['file:///etc/passwd', 'scheme'],
      ['http://[', 'address'],
    ] as const) {
      answer = (_req, res) => res.writeHead(301, { Location: location }).end();
      expect(await fetchPublic(`${origin}/x`, '', limits)).to.deep.equal({
        kind: 'failed',
        reason,
      });
    }
  });

  it('whose name leads to a private address is not even connected to', async () => {
    answer = (_req, res) => res.end('geheim');
    const only = { ...limits, isAllowed: () => false };
    const url = origin.replace('127.0.0.1', 'localhost');
    expect(await fetchPublic(`${url}/x`, '', only)).to.deep.equal({
      kind: 'failed',
      reason: 'private',
    });
    expect(asked).to.deep.equal([]);
  });

  it('that sends without end, unpacks without end or never answers is given up', async () => {
    // Patience enough for a busy machine: here it is the size that counts.
    const small = { ...limits, bytes: 100_000, milliseconds: 15_000 };
    answer = (_req, res) => {
      res.on('error', () => undefined);
      const more = (): void => {
        if (!res.destroyed) res.write(Buffer.alloc(50_000), () => setImmediate(more));
      };
      more();
    };
    expect(await fetchPublic(`${origin}/x`, '', small)).to.deep.equal({
      kind: 'failed',
      reason: 'tooLarge',
    });
    answer = (_req, res) =>
      res.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(30_000_000)));
    expect(await fetchPublic(`${origin}/x`, '', small)).to.deep.equal({
      kind: 'failed',
      reason: 'tooLarge',
    });
    answer = () => undefined;
    expect(await fetchPublic(`${origin}/x`, '', { ...limits, milliseconds: 200 })).to.deep.equal({
      kind: 'failed',
      reason: 'timeout',
    });
    answer = (_req, res) => res.writeHead(200).write('halb');
    expect(await fetchPublic(`${origin}/x`, '', { ...limits, milliseconds: 200 })).to.deep.equal({
      kind: 'failed',
      reason: 'timeout',
    });
  });

  it('that refuses or breaks off is told apart', async () => {
    answer = (_req, res) => res.writeHead(404).end();
    expect(await fetchPublic(`${origin}/x`, '', limits)).to.deep.equal({
      kind: 'failed',
      reason: 'status',
      status: 404,
    });
    answer = (req) => req.socket.destroy();
    expect(await fetchPublic(`${origin}/x`, '', limits)).to.deep.equal({
      kind: 'failed',
      reason: 'connection',
    });
  });
});
