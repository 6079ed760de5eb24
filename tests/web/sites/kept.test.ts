import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { markSitesChanged } from '../../../src/db/counters.ts';
import { ENGINE, hireStaff, openPortal, openSibling, type Portal } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import type { Visitor } from '../../support/visitor.ts';

const KALK = '/sozialraum/kalk-humboldt/adressen';
const OTHER = '/sozialraum/chorweiler/adressen';

describe('What is kept of public pages', () => {
  let portal: Portal;
  let sibling: Awaited<ReturnType<typeof openSibling>>;
  let kalk: Visitor;
  /** Requests that went as far as the routes. */
  let drawn = 0;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    sibling = await openSibling(portal);
    kalk = await signIn(portal, 'kalk@example.org');
    // Every page that is drawn asks which city it is in; a kept one does not get there.
    const { city } = portal.services;
    Object.assign(portal.services, {
      city: () => {
        drawn += 1;
        return city();
      },
    });
  });
  after(async () => {
    await sibling.close();
    await portal.close();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    sendRaw(portal, { path, headers });
  const fromSibling = async (path: string) =>
    (await sendRaw(sibling, { path, headers: { Host: new URL(portal.url).host } })).body.toString();
  const publish = async (title: string) => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title });
    await decide(kalk, reference, 'approve');
  };
  /** On PostgreSQL a notice is on its way for a moment. */
  const shows = async (path: string, text: string): Promise<boolean> => {
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await fromSibling(path)).includes(text)) return true;
      await pause(2);
    }
    return false;
  };

  it('another process shows a change with its next answer, again and again', async () => {
    for (const round of ['eins', 'zwei', 'drei']) {
      expect(await fromSibling(KALK)).not.to.include(`Werkstatt ${round}`);
      await publish(`Werkstatt ${round}`);
      expect(await shows(KALK, `Werkstatt ${round}`), round).to.equal(true);
    }
  });

  it('of a change in one district, the lists of the others know nothing; places change them all', async () => {
    await get(OTHER);
    await get(KALK);
    const { db } = portal.services;
    const kalkId = (await portal.services.city()).bySlug.get('kalk-humboldt')?.id ?? '';
    const lookedUp = async (path: string) => {
      const before = drawn;
      await get(path);
      return drawn > before;
    };
    expect([await lookedUp(KALK), await lookedUp(OTHER), await lookedUp('/')]).to.deep.equal([
      false,
      false,
      true,
    ]);
    await db.transact((tx) => markSitesChanged(tx, kalkId));
    expect([await lookedUp(KALK), await lookedUp(OTHER), await lookedUp('/')]).to.deep.equal([
      true,
      false,
      true,
    ]);
    await db.transact((tx) => markSitesChanged(tx));
    expect([await lookedUp(KALK), await lookedUp(OTHER)]).to.deep.equal([true, true]);
  });

  it('knows a client by any of its tags, weak or strong, in a list, and by a star', async () => {
    const plain = await get(KALK);
    const packed = await get(KALK, { 'Accept-Encoding': 'br' });
    const [strong, ofPacked] = [String(plain.headers.etag), String(packed.headers.etag)];
    expect(ofPacked).to.not.equal(strong);
    for (const [given, accepted, answered] of [
      [strong, 'identity', strong],
      [`W/${strong}`, 'identity', strong],
      [`"a", W/"b" , ${strong}`, 'identity', strong],
      ['*', 'br', ofPacked],
      [ofPacked, 'br', ofPacked],
      // What was kept packed is still right for who would now take it plain.
      [ofPacked, 'identity', ofPacked],
    ] as const) {
      const answer = await get(KALK, { 'If-None-Match': given, 'Accept-Encoding': accepted });
      expect([answer.status, answer.headers.etag, answer.body.length], given).to.deep.equal([
        304,
        answered,
        0,
      ]);
      expect(answer.headers.vary).to.equal('Accept-Encoding');
      expect(answer.headers['content-length']).to.equal(undefined);
    }
    for (const given of ['"other"', strong.slice(1, -1), `${strong.slice(0, -1)}x"`, '']) {
      expect((await get(KALK, { 'If-None-Match': given })).status, given).to.equal(200);
    }
  });

  it('packs better what is asked for again, under another tag; both are known', async () => {
    const { db } = portal.services;
    await db.transact((tx) => markSitesChanged(tx));
    const br = { 'Accept-Encoding': 'br' };
    const first = await get(KALK, br);
    const second = await get(KALK, br);
    expect(second.body.length).to.be.below(first.body.length);
    expect(second.headers.etag).to.not.equal(first.headers.etag);
    expect((await get(KALK, br)).headers.etag).to.equal(second.headers.etag);
    for (const { headers } of [first, second]) {
      const known = { ...br, 'If-None-Match': String(headers.etag) };
      const answer = await get(KALK, known);
      expect([answer.status, answer.headers.etag]).to.deep.equal([304, headers.etag]);
    }
  });

  it('answers HEAD as GET, without the body', async () => {
    const whole = await get(KALK, { 'Accept-Encoding': 'br' });
    for (const path of [KALK, `${KALK}?thema=sport`]) {
      const head = await sendRaw(portal, {
        method: 'HEAD',
        path,
        headers: { 'Accept-Encoding': 'br' },
      });
      expect(head.status).to.equal(200);
      expect(head.body).to.have.length(0);
      expect(head.headers['content-encoding']).to.equal('br');
      if (path === KALK) {
        expect(head.headers.etag).to.equal(whole.headers.etag);
        expect(head.headers['content-length']).to.equal(String(whole.body.length));
      }
    }
  });

  it('an address that is made up gets its page as well, and longer ones than anybody writes', async () => {
    const long = `${KALK}?thema=${'x'.repeat(3_000)}`;
    for (const path of [`${KALK}?unsinn=1`, long, long]) {
      const answer = await get(path);
      expect(answer.status).to.equal(200);
      expect(answer.body.toString()).to.include('Werkstatt eins');
    }
  });

  if (ENGINE === 'postgres') {
    it('when the connection that listens is lost, then changes are seen all the same', async () => {
      // Asked twice, so that the listener has been proven and pages come from memory.
      await shows(KALK, 'Werkstatt drei');
      const client = new pg.Client({ connectionString: portal.databaseUrl });
      await client.connect();
      const listening = `select pid from pg_stat_activity where datname = current_database() and query ilike 'LISTEN%'`;
      const { rows } = await client.query<{ pid: number }>(listening);
      expect(rows.length).to.be.greaterThan(0);
      for (const { pid } of rows) await client.query('select pg_terminate_backend($1)', [pid]);
      for (const round of ['vier', 'fünf']) {
        await publish(`Werkstatt ${round}`);
        expect(await shows(KALK, `Werkstatt ${round}`), round).to.equal(true);
      }
      // And it listens again.
      let back = 0;
      for (let tries = 0; tries < 200 && back === 0; tries += 1) {
        await fromSibling(KALK);
        back = (await client.query(listening)).rows.length;
        await pause(20);
      }
      await client.end();
      expect(back).to.be.greaterThan(0);
    });
  }
});
