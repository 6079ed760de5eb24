import { expect } from 'chai';
import { listSubmissionsOfBatch } from '../../../src/db/batches.ts';
import { signToken } from '../../../src/domain/tokens.ts';
import { bring, goOn, handInMany, SENDER } from '../../support/many.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { countQueries } from '../../support/queries.ts';
import { countRows, readRows } from '../../support/rows.ts';
import { signIn } from '../../support/steps.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { listUploads } from '../../support/files.ts';
import { visit } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const PROGRAMME = [
  'Titel;Datum;Uhrzeit;Ort;Stadtteil',
  'Sommerfest;5.6.2027;15 Uhr;Bürgerhaus, Vietorstraße 40, 51103 Köln;Kalk',
  'Lesung;6.6.2027;;Bibliothek;Kalk',
  'Ohne Ort;7.6.2027;18:00;;',
  'Vorbei;1.6.2025;18:00;;Kalk',
  'In Chorweiler;8.6.2027;18:00;;Chorweiler',
].join('\n');

describe('Many at once', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  it('shows each row with its date and office, and names by its line what is missing', async () => {
    const page = await bring(visit(portal.url), PROGRAMME);
    expect(page.status).to.equal(200);
    const text = page.document.textContent.replace(/\s+/g, ' ');
    expect(text).to.include(`Zeile 3: ${t('problem.startTimeMissing')}`);
    expect(text).to.include(`Zeile 4: ${t('problem.placeMissing')}`);
    expect(text).to.include(`Zeile 5: ${t('problem.datePast')}`);
    const boxes = page.document.querySelectorAll('input[name="take[]"]');
    expect(boxes.map((box) => box.getAttribute('value'))).to.deep.equal(['2', '6']);
    expect(text).to.match(/Sommerfest.*Vietorstraße 40.*Kalk/);
    expect(
      page.document.querySelector('#f-column-1 option[selected]')?.getAttribute('value'),
    ).to.equal('startDate');
    expect((await countRows(portal))['submissions']).to.equal(0);
  });

  it('fills gaps by what is said for all, and changes nothing that a row says', async () => {
    const visitor = visit(portal.url);
    const page = await bring(visitor, PROGRAMME);
    const again = await goOn(visitor, page, {
      stadtteil: '802',
      'topics[]': ['culture'],
      step: 'again',
    });
    const boxes = again.document.querySelectorAll('input[name="take[]"]');
    expect(boxes.map((box) => box.getAttribute('value'))).to.deep.equal(['2', '4', '6']);
    expect(again.document.querySelector('li.d-chorweiler #row-6')?.getAttribute('value')).to.equal(
      '6',
    );
  });

  it('takes another match of the columns', async () => {
    const visitor = visit(portal.url);
    const page = await bring(visitor, 'Was läuft;Irgendwas\nFest;5.6.2027 15 Uhr');
    expect(page.document.querySelectorAll('input[name="take[]"]')).to.have.length(0);
    const again = await goOn(visitor, page, {
      'column-1': 'when',
      stadtteil: '802',
      step: 'again',
    });
    expect(again.document.querySelectorAll('input[name="take[]"]')).to.have.length(1);
  });

  it('keeps everything when something about the sender is missing', async () => {
    const visitor = visit(portal.url);
    const page = await bring(visitor, PROGRAMME);
    const answer = await goOn(visitor, page, {
      ...SENDER,
      consent: [],
      'take[]': ['6'],
      step: 'send',
    });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include(t('problem.consentMissing'));
    expect(answer.fields('form#formular')).to.deep.include({
      submitterName: ['Nora Beispiel'],
      'take[]': ['6'],
    });
    expect((await countRows(portal))['submissions']).to.equal(0);
  });

  it('becomes one submission a row, each with the office of its place, one letter and one button', async () => {
    const letters = portal.letters.length;
    const { token, receipt } = await handInMany(portal, PROGRAMME, { 'take[]': ['2', '6'] });
    const rows = await readRows(portal);
    const submissions = (rows['submissions'] ?? []).map(
      (row) => JSON.parse(row) as Record<string, string>,
    );
    expect(
      submissions
        .map((row) => [row['title'], row['reference']?.slice(0, 3), row['source'], row['review']])
        .sort(),
    ).to.deep.equal([
      ['In Chorweiler', 'CHO', 'import', 'awaitingConfirmation'],
      ['Sommerfest', 'KAL', 'import', 'awaitingConfirmation'],
    ]);
    const sent = portal.letters.slice(letters);
    expect(sent.map((letter) => letter.to.address)).to.deep.equal(['nora@example.org']);
    expect(sent[0]?.text).to.include('Sommerfest').and.to.include('In Chorweiler');
    const visitor = visit(portal.url);
    expect((await visitor.get(`/einreichen/viele/gesendet/${receipt}`)).text).to.include(
      'no…@example.org',
    );

    const before = await readRows(portal);
    const page = await visitor.get(`/sammlung/${token}`);
    expect(page.text).to.include(t('batch.confirm')).and.to.include('Sommerfest');
    expect(await readRows(portal)).to.deep.equal(before);
    await visitor.post(page.action('main form'), {});
    const after = await visitor.get(`/sammlung/${token}`);
    expect(after.text).to.include(t('batch.done')).and.not.to.include(t('batch.confirm'));
    const link = after.document.querySelector('.q a')?.getAttribute('href') ?? '';
    expect((await visitor.get(link)).text).to.include(t('status.queued.title'));
    expect((await visitor.post(`/sammlung/${token}/bestaetigen`, {})).status).to.equal(303);
  });

  it('sent twice is there once, and its file is gone', async () => {
    const visitor = visit(portal.url);
    const files = await listUploads(portal);
    const page = await bring(
      visitor,
      'Titel;Datum;Uhrzeit;Stadtteil\nDoppelt;5.6.2027;15 Uhr;Kalk',
    );
    const count = (await countRows(portal))['submissions'] ?? 0;
    const first = await goOn(visitor, page, { ...SENDER, step: 'send' });
    expect(first.status).to.equal(303);
    expect(await listUploads(portal)).to.deep.equal(files);
    const again = await visitor.upload(
      '/einreichen/viele',
      {
        ...page.fields('form#formular'),
        ...SENDER,
        step: 'send',
        pasted: 'Titel;Datum;Uhrzeit;Stadtteil\nDoppelt;5.6.2027;15 Uhr;Kalk',
      },
      {},
    );
    expect(again.location).to.equal(first.location);
    expect((await countRows(portal))['submissions']).to.equal(count + 1);
  });

  it('is read no further than it may be large, also where no length was said beforehand', async () => {
    const page = await visit(portal.url).get('/einreichen/viele');
    const boundary = 'x'.repeat(20);
    const part = (name: string, text: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
    const answer = await sendRaw(portal, {
      method: 'POST',
      path: '/einreichen/viele',
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
      stream: [
        ...Object.entries(page.fields('form#formular')).map(([name, value]) =>
          part(name, String(value)),
        ),
        ...Array.from({ length: 10 }, (_, index) =>
          part(`f${String(index)}`, 'a'.repeat(1_900_000)),
        ),
        `--${boundary}--\r\n`,
      ],
    });
    expect(answer.status).to.equal(413);
    expect(answer.body.toString()).to.include(t('error.tooLarge.title'));
  });

  it('in a stranger’s name is not confirmed by the letter that went to somebody else', async () => {
    const visitor = visit(portal.url);
    const table = (title: string) =>
      [
        'Titel;Datum;Uhrzeit;Stadtteil',
        `${title};5.6.2027;15 Uhr;Kalk`,
        `${title} 2;6.6.2027;15 Uhr;Kalk`,
      ].join('\n');
    const page = await bring(visitor, table('Eigenes'));
    const fields = { ...page.fields('form#formular'), ...SENDER, step: 'send' };
    const send = (submitterEmail: string, title: string) =>
      visitor.upload(
        '/einreichen/viele',
        { ...fields, submitterEmail, pasted: table(title), 'take[]': ['2', '3'] },
        {},
      );
    expect((await send('eigen@example.org', 'Eigenes')).status).to.equal(303);
    expect((await send('fremd@example.org', 'Untergeschoben')).status).to.equal(303);
    await portal.work();
    portal.clock.advance(60_000);
    await portal.work();
    const letter = portal.letters.find((one) => one.to.address === 'eigen@example.org');
    const link = /\/sammlung\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
    expect((await visitor.get(link)).text)
      .to.include('Eigenes')
      .and.not.include('Untergeschoben');
    await visitor.post(`${link}/bestaetigen`, {});
    const rows = ((await readRows(portal))['submissions'] ?? []).map(
      (row) => JSON.parse(row) as Record<string, string>,
    );
    const reviewOf = (title: string) => rows.find((row) => row['title'] === title)?.['review'];
    expect(reviewOf('Eigenes')).to.equal('queued');
    expect(reviewOf('Untergeschoben')).to.equal('awaitingConfirmation');
  });

  it('that was brought and never sent is swept away after a day', async () => {
    const visitor = visit(portal.url);
    const page = await bring(visitor, PROGRAMME);
    expect(await listUploads(portal)).not.to.deep.equal([]);
    portal.clock.advance(25 * 3_600_000);
    await portal.work();
    expect(await listUploads(portal)).to.deep.equal([]);
    const answer = await goOn(visitor, page, { ...SENDER, step: 'send' });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include(t('problem.manyGone'));
  });

  it('of another person is not opened by its number', async () => {
    const page = await bring(visit(portal.url), PROGRAMME);
    const other = visit(portal.url);
    const start = await other.get('/einreichen/viele');
    const kept = String(page.fields('form#formular')['kept']).replace(/\.[^.]+$/, '.AAAA');
    const answer = await other.upload(
      '/einreichen/viele',
      { ...start.fields('form#formular'), kept, step: 'again' },
      {},
    );
    expect(answer.status).to.equal(422);
    expect(answer.text).not.to.include('Sommerfest');
  });

  it('takes five hundred rows and says so of the rest', async () => {
    const rows = Array.from(
      { length: 510 },
      (_, index) => `Fest ${String(index)};5.6.2027;15:00;Kalk`,
    );
    const page = await bring(
      visit(portal.url),
      ['Titel;Datum;Uhrzeit;Stadtteil', ...rows].join('\n'),
    );
    expect(page.document.querySelectorAll('input[name="take[]"]')).to.have.length(500);
    expect(page.text).to.include('Es sind mehr als 500 Einträge');
    const sent = await goOn(visit(portal.url), page, {
      ...SENDER,
      submitterEmail: 'fest@example.org',
      step: 'send',
    });
    expect(sent.status).to.equal(303);
  }).timeout(60_000);

  it('is refused with a sentence where nothing can be read', async () => {
    for (const [bytes, sentence] of [
      [Buffer.from('%PDF-1.7'), t('imports.problem.format.pdf')],
      [Buffer.from('<html>'), t('imports.problem.noSchemaOrg')],
    ] as const) {
      const answer = await bring(visit(portal.url), bytes, 'x');
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include(sentence);
    }
  });

  it('is shown by the same few questions to the database, however much it holds', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, day) => `Kurs ${String(day)};${String(day + 1)}.7.2027;18 Uhr;Kalk`,
    );
    const head = 'Titel;Datum;Uhrzeit;Stadtteil';
    const few = await handInMany(portal, [head, ...rows.slice(0, 2)].join('\n'));
    const many = await handInMany(portal, [head, ...rows].join('\n'));
    const visitor = visit(portal.url);
    const [first, second] = [
      await countQueries(() => visitor.get(`/sammlung/${few.token}`)),
      await countQueries(() => visitor.get(`/sammlung/${many.token}`)),
    ];
    expect(second).to.equal(first);

    // One that was erased is there for nobody.
    const [one] = await listSubmissionsOfBatch(portal.services.db.read, many.id);
    const link = `/vorgang/${signToken(portal.services.secret, 'status', one?.id ?? '')}`;
    await visitor.post(`${link}/loeschen`, { sure: 'yes' });
    const page = await visitor.get(`/sammlung/${many.token}`);
    expect(page.document.querySelectorAll('.q__row')).to.have.length(11);
  });

  it('writes the days in its sentences as people say them', async () => {
    const chor = [
      'SUMMARY:Chorprobe',
      'LOCATION:Bürgerhaus, Vietorstraße 40, 51103 Köln',
      'UID:chor@example.org',
    ];
    const calendar = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      ...chor,
      'DTSTART;TZID=Europe/Berlin:20261201T190000',
      'RRULE:FREQ=WEEKLY;UNTIL=20270301T000000Z',
      'END:VEVENT',
      'BEGIN:VEVENT',
      ...chor,
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261215T190000',
      'DTSTART;TZID=Europe/Berlin:20261222T190000',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const page = await bring(visit(portal.url), calendar, 'chor.ics');
    const text = page.document.querySelector('main')?.textContent ?? '';
    expect(text).to.include('22. Dezember 2026: dann ist schon ein Termin');
    expect(text).to.include('15. Dezember 2026');
    expect(text).not.to.match(/\d{4}-\d\d-\d\d/);
  });

  it('is one line in the queue, opened as a whole', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const rows = Array.from(
      { length: 12 },
      (_, index) => `Reihe ${String(index)};5.7.2027;15:00;Kalk`,
    );
    const { token, id } = await handInMany(
      portal,
      ['Titel;Datum;Uhrzeit;Stadtteil', ...rows].join('\n'),
      { submitterEmail: 'reihe@example.org' },
      'reihe.csv',
    );
    await visit(portal.url).post(`/sammlung/${token}/bestaetigen`, {});
    const queue = await kalk.get('/redaktion');
    const lines = queue.document.querySelectorAll(`a[href="/redaktion/sammlung/${id}"]`);
    expect(lines).to.have.length(1);
    expect(lines[0]?.textContent).to.include('12').and.to.include('reihe.csv');
    expect(queue.text).not.to.include('Reihe 3');

    const page = await kalk.get(`/redaktion/sammlung/${id}`);
    const boxes = page.document
      .querySelectorAll('input[name="item[]"]')
      .map((box) => box.getAttribute('value') ?? '');
    expect(boxes).to.have.length(12);
    // A colleague is quicker with one of them.
    const [reference = '', version = ''] = boxes[0]?.split('.') ?? [];
    await (
      await signIn(portal, 'ayla@example.org')
    ).post(`/redaktion/${reference}/entscheidungen`, { event: 'approve', version });
    const done = await kalk.post(`/redaktion/sammlung/${id}`, {
      event: 'approve',
      'item[]': boxes.slice(0, 10),
    });
    expect(done.text)
      .to.include(t('deskBatch.done', { count: 9 }))
      .and.to.include(reference);
    const none = await kalk.post(`/redaktion/sammlung/${id}`, {
      event: 'reject',
      'item[]': boxes.slice(10),
      reason: '',
    });
    expect(none.status).to.equal(422);
    expect(none.text).to.include(t('problem.reasonMissing'));
    const rejected = await kalk.post(`/redaktion/sammlung/${id}`, {
      event: 'reject',
      'item[]': boxes.slice(10),
      reason: 'duplicate',
    });
    expect(rejected.text).to.include(t('deskBatch.done', { count: 2 }));
    const chorweiler = await signIn(portal, 'chorweiler@example.org');
    expect((await chorweiler.get(`/redaktion/sammlung/${id}`)).status).to.equal(404);
  });
});
