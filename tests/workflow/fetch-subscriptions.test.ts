import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { expect } from 'chai';
import { findSubmission, loadContent } from '../../src/db/submissions.ts';
import { listHistory } from '../../src/db/history.ts';
import { listItems, listSubscriptions, type Subscription } from '../../src/db/subscriptions.ts';
import type { EventContent } from '../../src/domain/kinds/content.ts';
import { FETCH_LIMITS, type FetchLimits } from '../../src/imports/fetch-public.ts';
import { pauseSubscription, resumeSubscription } from '../../src/workflow/change-subscription.ts';
import { fetchSubscription, fetchSubscriptions } from '../../src/workflow/fetch-subscriptions.ts';
import { advanceSubmission } from '../../src/workflow/advance-submission.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { countQueries } from '../support/queries.ts';
import { readRows } from '../support/rows.ts';
import { decide, signIn } from '../support/steps.ts';
import type { Visitor } from '../support/visitor.ts';
import { t } from '../support/words.ts';

const HOUR = 3_600_000;
const event = (uid: string, title: string, day: string, more: string[] = []): string =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART;TZID=Europe/Berlin:${day}T180000`,
    `SUMMARY:${title}`,
    'DESCRIPTION:Alle sind willkommen.',
    ...more,
    'END:VEVENT',
  ].join('\r\n');
const calendar = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');

describe('A subscribed calendar', () => {
  let portal: Portal;
  let server: Server;
  /** Days pass between one page and the next, so each time anew. */
  const signedIn = (): Promise<Visitor> => signIn(portal, 'kalk@example.org');
  let body = '';
  let status = 200;
  let unchanged = 0;
  /** What somebody does while the calendar is on its way. */
  let meanwhile: (() => Promise<void>) | undefined;
  const limits: FetchLimits = {
    ...FETCH_LIMITS,
    anyPort: true,
    isAllowed: (address) => address === '127.0.0.1',
  };
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    server = createServer((req, res) => {
      void Promise.resolve(meanwhile?.()).then(() => {
        answer(req, res);
      });
    });
    const answer: RequestListener = (req, res) => {
      const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
      if (status === 200 && req.headers['if-none-match'] === etag) {
        unchanged += 1;
        res.writeHead(304).end();
      } else res.writeHead(status, { ETag: etag }).end(body);
    };
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await portal.close();
  });

  const load = async (): Promise<Subscription> => {
    const ids = (await portal.services.city()).districts.map((row) => row.id);
    return (await listSubscriptions(portal.services.db.read, ids))[0]!;
  };
  const fetchNow = async (next: string): Promise<Subscription> => {
    body = next;
    portal.clock.advance(25 * HOUR);
    await fetchSubscriptions(portal.services, limits);
    return load();
  };
  /** Where the buttons of a line of the list go. */
  const actionOf = async (visitor: Visitor, organisation: string): Promise<string> =>
    (await visitor.get('/redaktion/abos')).document
      .querySelectorAll('.rows__row')
      .find((row) => row.querySelector('h2')?.textContent === organisation)
      ?.querySelector('form')
      ?.getAttribute('action') ?? '';
  const items = async () => {
    const { id } = await load();
    const rows = await listItems(portal.services.db.read, id);
    return Promise.all(
      rows.map(async ({ submissionId }) => {
        const submission = (await findSubmission(portal.services.db.read, submissionId))!;
        const content = await loadContent(
          portal.services.db.read,
          submissionId,
          submission.revision,
        );
        return { submission, content: content as EventContent };
      }),
    );
  };
  const named = async (title: string) =>
    (await items()).find(({ submission }) => submission.title === title)!;

  it('is refused where its address is not one of the public internet', async () => {
    const kalk = await signedIn();
    for (const url of ['kein Link', 'ftp://example.org/a.ics', 'http://example.org:22/a.ics']) {
      const answer = await kalk.post('/redaktion/abos', { url, organisation: 'Verein' });
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include(t('problem.fetchAddress')).and.to.include(url.slice(0, 9));
    }
    await kalk.post('/redaktion/abos', {
      url: 'http://127.0.0.1/a.ics',
      organisation: 'Verein',
      stadtteil: '802',
      placeName: 'Vereinsheim',
    });
    const page = await kalk.get('/redaktion/abos');
    await kalk.post(page.action('form[action^="/redaktion/abos/"]'), { action: 'fetch' });
    expect((await kalk.get('/redaktion/abos')).text).to.include(t('abos.error.private'));
  });

  it('is refused where the district has it already, also when two ask at once', async () => {
    const before = (await readRows(portal))['subscriptions']?.length ?? 0;
    const [kalk, ayla] = [await signedIn(), await signIn(portal, 'ayla@example.org')];
    const ask = (visitor: Visitor, url: string) =>
      visitor.post('/redaktion/abos', { url, organisation: 'Zweimal' });
    const again = await ask(kalk, 'http://127.0.0.1/a.ics');
    expect(again.status).to.equal(422);
    expect(again.text).to.include(t('problem.calendarKnown')).and.to.include('value="Zweimal"');
    const both = await Promise.all(
      [kalk, ayla].map((visitor) => ask(visitor, 'http://127.0.0.1/b.ics')),
    );
    expect(both.map(({ status }) => status).sort()).to.deep.equal([303, 422]);
    // Another district may have it, too.
    const chorweiler = await signIn(portal, 'chorweiler@example.org');
    expect((await ask(chorweiler, 'http://127.0.0.1/b.ics')).status).to.equal(303);
    expect((await readRows(portal))['subscriptions']).to.have.length(before + 2);
    for (const visitor of [kalk, chorweiler]) {
      await visitor.post(await actionOf(visitor, 'Zweimal'), { action: 'remove' });
    }
  });

  it('is fetched by its button alone, and no other that is due with it', async () => {
    const kalk = await signedIn();
    const asked = { url: 'http://127.0.0.1/other.ics', organisation: 'Andere' };
    await kalk.post('/redaktion/abos', asked);
    portal.clock.advance(HOUR);
    await kalk.post(await actionOf(kalk, 'Verein'), { action: 'fetch' });
    const page = await kalk.get('/redaktion/abos');
    const lines = page.document.querySelectorAll('.rows__what').map((one) => one.textContent);
    expect(lines.filter((line) => line.includes(t('abos.never')))).to.have.length(1);
    expect(lines.find((line) => line.includes(t('abos.never')))).to.include('Andere');
    await kalk.post(await actionOf(kalk, 'Andere'), { action: 'remove' });
  });

  it('brings its events into the queue of the district by themselves, with what holds for all', async () => {
    const { id } = await load();
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await portal.services.db.transact(async (tx) => {
      const { changeSubscription } = await import('../../src/db/subscriptions.ts');
      await changeSubscription(tx, id, {
        url: `http://127.0.0.1:${String(port)}/a.ics`,
        failures: 0,
      });
    });
    const letters = portal.letters.length;
    const subscription = await fetchNow(
      calendar(
        event('a', 'Chorprobe', '20270105'),
        event('b', 'Lesung', '20270112'),
        event('c', 'Vorbei', '20250112'),
        event('d', 'Singkreis', '20270107', ['RRULE:FREQ=WEEKLY;BYDAY=TH']),
      ),
    );
    expect(subscription).to.include({ lastError: null, failures: 0 });
    const found = await items();
    expect(found.map(({ submission }) => submission.title).sort()).to.deep.equal([
      'Chorprobe',
      'Lesung',
      'Singkreis',
    ]);
    for (const { submission, content } of found) {
      expect(submission).to.include({ review: 'queued', source: 'subscription' });
      expect(content).to.include({ stadtteil: '802', placeName: 'Vereinsheim' });
    }
    expect((await (await signedIn()).get('/redaktion')).text).to.include('Verein');
    portal.clock.advance(HOUR / 10);
    await portal.work();
    const sent = portal.letters
      .slice(letters)
      .map((letter) => letter.to.address)
      .sort();
    expect(sent).to.deep.equal(['ayla@example.org', 'kalk@example.org']);
  });

  it('that says the same changes nothing, and is not even sent again', async () => {
    const before = await items();
    await fetchNow(body);
    expect(unchanged).to.equal(1);
    await fetchNow(`${body} `);
    expect(await items()).to.deep.equal(before);
  });

  it('that says the same asks the database as little as if it had one event', async () => {
    portal.clock.advance(25 * HOUR);
    body = `${body} `;
    const asked = await countQueries(() => fetchSubscriptions(portal.services, limits));
    expect(await items()).to.have.length(3);
    // The lease, what is known, and the note: nothing for each of the three.
    expect(asked).to.be.below(12);
    expect((await load()).lastError).to.equal(null);
  });

  it('that a coordinator pauses while it is being fetched stays paused', async () => {
    const { id } = await load();
    meanwhile = () => pauseSubscription(portal.services, id);
    expect((await fetchNow(`${body} `)).nextFetchAt).to.equal(null);
    meanwhile = undefined;
    // It can be fetched by its button all the same, once.
    body = `${body} `;
    await fetchSubscription(portal.services, id, limits);
    expect(await load()).to.include({ nextFetchAt: null, lastFetchAt: portal.clock.now });
    await resumeSubscription(portal.services, id);
  });

  it('changes only what the calendar changed: what was corrected here stays', async () => {
    const kalk = await signedIn();
    const { submission, content } = await named('Chorprobe');
    await decide(kalk, submission.reference, 'approve');
    await advanceSubmission(portal.services, {
      submissionId: submission.id,
      command: { type: 'proposeRevision', endsAt: submission.endsAt },
      by: 'contributor',
      content: { ...content, title: 'Offene Chorprobe', placeName: 'Saal 2' },
    });
    await decide(kalk, submission.reference, 'approve');
    await fetchNow(
      calendar(
        event('a', 'Chorprobe', '20270106'),
        event('b', 'Lesung', '20270112'),
        event('d', 'Singkreis', '20270107', ['RRULE:FREQ=WEEKLY;BYDAY=TH']),
      ),
    );
    const after = await named('Offene Chorprobe');
    expect(after.content).to.include({ startDate: '2027-01-06', placeName: 'Saal 2' });
    expect(after.submission).to.include({ review: 'queued', publication: 'live' });
    const last = (await listHistory(portal.services.db.read, submission.id)).at(-1);
    expect(last).to.include({ event: 'proposeRevision', byName: 'Verein' });
  });

  it('that loses an event has it proposed as cancelled, and taken back when it returns', async () => {
    await fetchNow(
      calendar(
        event('a', 'Chorprobe', '20270106'),
        event('d', 'Singkreis', '20270107', ['RRULE:FREQ=WEEKLY;BYDAY=TH']),
      ),
    );
    expect((await named('Lesung')).content.cancelled).to.deep.equal(['2027-01-12']);
    const count = (await named('Lesung')).submission.revision;
    await fetchNow(
      calendar(
        event('a', 'Chorprobe', '20270106'),
        event('d', 'Singkreis', '20270107', ['RRULE:FREQ=WEEKLY;BYDAY=TH']),
        'X-A:1',
      ),
    );
    expect((await named('Lesung')).submission.revision).to.equal(count);
    await fetchNow(
      calendar(
        event('a', 'Chorprobe', '20270106'),
        event('b', 'Lesung', '20270112'),
        event('d', 'Singkreis', '20270107', ['RRULE:FREQ=WEEKLY;BYDAY=TH']),
      ),
    );
    expect((await named('Lesung')).content.cancelled).to.deep.equal([]);
  });

  it('that is empty, cut off or no calendar at all cancels nothing', async () => {
    const before = (await items()).map(({ submission }) => submission.version);
    for (const broken of [
      '',
      calendar(),
      '<html>Anmelden</html>',
      `${calendar(event('a', 'Chorprobe', '20270106')).replace('END:VCALENDAR', '')}BEGIN:VEVENT\r\nUID:z`,
    ]) {
      await fetchNow(broken);
      expect(
        (await items()).map(({ submission }) => submission.version),
        broken,
      ).to.deep.equal(before);
    }
  });

  it('that fails is asked less and less often, and says why', async () => {
    status = 404;
    const first = await fetchNow('');
    const second = await fetchNow('');
    expect(first).to.include({ lastError: 'status' });
    const pause = (row: Subscription) => (row.nextFetchAt ?? 0) - (row.lastFetchAt ?? 0);
    expect(pause(second)).to.be.greaterThan(pause(first));
    expect((await (await signedIn()).get('/redaktion/abos')).text).to.include(
      t('abos.error.status'),
    );
    status = 200;
  });

  it('does not bring back what was erased, and goes on with all the others', async () => {
    await fetchNow(
      calendar(event('gone', 'Privates Fest', '20270401'), event('stays', 'Bleibt', '20270402')),
    );
    const { submission } = await named('Privates Fest');
    await advanceSubmission(portal.services, {
      submissionId: submission.id,
      command: { type: 'erase' },
      by: 'contributor',
    });
    for (const title of ['Bleibt noch', 'Bleibt lange']) {
      const subscription = await fetchNow(
        calendar(event('gone', 'Privates Fest', '20270401'), event('stays', title, '20270402')),
      );
      expect(subscription.lastError).to.equal(null);
      expect((await named(title)).submission.review).to.equal('queued');
    }
    expect(JSON.stringify(await readRows(portal))).not.to.include('Privates Fest');
  });

  it('can be paused and taken away; what it brought stays', async () => {
    const kalk = await signedIn();
    const { id } = await load();
    await kalk.post(`/redaktion/abos/${id}`, { action: 'pause' });
    expect((await fetchNow(body)).nextFetchAt).to.equal(null);
    const later = await signedIn();
    expect((await later.get('/redaktion/abos')).text).to.include(t('abos.paused'));
    const { submission } = await named('Lesung');
    await later.post(`/redaktion/abos/${id}`, { action: 'remove' });
    expect((await later.get('/redaktion/abos')).text).to.include(t('abos.none'));
    expect(await findSubmission(portal.services.db.read, submission.id)).to.include({
      title: 'Lesung',
    });
  });
});
