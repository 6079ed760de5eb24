import { expect } from 'chai';
import { findApiKey } from '../../../src/db/api-keys.ts';
import { consume } from '../../../src/db/rate-limits.ts';
import { KINDS } from '../../../src/domain/submission-types.ts';
import { hashApiKey } from '../../../src/workflow/issue-api-key.ts';
import { answersFor, hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { listUploads, picture, pictureAnswers } from '../../support/files.ts';
import { readRows } from '../../support/rows.ts';
import { decide, signIn } from '../../support/steps.ts';
import { visit, type Answer, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

const KEY_FORM = 'section form.form';

describe('A program with a key', function () {
  this.timeout(30_000);
  let portal: Portal;
  let admin: Visitor;
  let key: string;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    admin = await signIn(portal, 'verwaltung@example.org');
    key = await issue('Bürgerverein Kalk', 'verein@example.org');
  });
  after(() => portal.close());

  async function issue(organisation: string, contactEmail: string): Promise<string> {
    const form = await admin.get('/verwaltung/schluessel');
    const page = await admin.post('/verwaltung/schluessel', {
      ...form.fields(KEY_FORM),
      organisation,
      contactName: 'Vera Verein',
      contactEmail,
    });
    return page.document.querySelector('.key')?.textContent.trim() ?? '';
  }

  async function send(
    path: string,
    body: unknown,
    given: { key?: string; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const response = await fetch(portal.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(given.key === '' ? {} : { Authorization: `Bearer ${given.key ?? key}` }),
        'Content-Type': 'application/json',
        ...given.headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  }

  /** The fields of a form without the person, whom the key stands for. */
  function fieldsOf(kind: (typeof KINDS)[number], changes: Record<string, unknown> = {}) {
    const { submitterName: _, submitterEmail: __, consent: ___, ...fields } = answersFor(kind);
    return { ...fields, consent: true, ...changes };
  }

  for (const kind of KINDS) {
    it(`hands in ${kind}: it lies in the queue of its office at once, without a mail to confirm`, async () => {
      const reply = await send(
        `/api/v1/submissions/${kind}`,
        fieldsOf(kind, { title: `Per API ${kind}` }),
      );
      expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
      expect(reply.body).to.include({ kind, district: 'kalk-humboldt', routedBy: 'stadtteil' });
      const reference = String(reply.body['reference']);
      expect(reference).to.match(/^KAL-26-\d{4}$/);

      const kalk = await signIn(portal, 'kalk@example.org');
      expect((await kalk.get('/redaktion')).text).to.include(`Per API ${kind}`);
      const desk = await kalk.get(`/redaktion/${reference}`);
      expect(desk.text).to.include('Vera Verein').and.include('Bürgerverein Kalk');
      await portal.work();
      const letters = portal.letters.filter((one) => one.to.address === 'verein@example.org');
      expect(letters.at(-1)?.subject).to.include(`Per API ${kind}`);
      expect(letters.some((one) => one.text.includes('/bestaetigen'))).to.equal(false);
      const status = await visit(portal.url).get(String(reply.body['statusUrl']));
      expect(status.text).to.include(t('status.queued.title'));
    });
  }

  it('is told by the same sentences as at the forms what is wrong, field by field, and nothing is kept', async () => {
    const before = (await readRows(portal))['submissions'];
    const fields = fieldsOf('event', { title: '', startDate: '2026-02-30', stadtteil: 'Atlantis' });
    const reply = await send('/api/v1/submissions/event', { ...fields, consent: false });
    expect(reply.status).to.equal(422);
    expect(reply.headers.get('Content-Type')).to.include('application/problem+json');
    expect(reply.body['title']).to.equal(t('api.problem.invalid'));
    const errors = reply.body['errors'] as { field: string; detail: string }[];
    expect(errors).to.deep.include({ field: 'title', detail: t('problem.titleMissing') });
    expect(errors).to.deep.include({ field: 'startDate', detail: t('problem.date') });
    expect(errors).to.deep.include({ field: 'stadtteil', detail: t('problem.choice') });
    expect(errors).to.deep.include({ field: 'consent', detail: t('problem.consentMissing') });
    expect((await readRows(portal))['submissions']).to.deep.equal(before);
    const english = await send('/en/api/v1/submissions/event', { consent: true });
    expect(JSON.stringify(english.body)).to.include('Enter a name.');
  });

  it('sends a series with a moved date as it is described', async () => {
    const reply = await send(
      '/api/v1/submissions/event',
      fieldsOf('event', {
        title: 'Per API jede Woche',
        recurrence: 'weekly',
        recurrenceUntil: '2027-01-30',
        exceptions: ['2026-12-26'],
        moved: [{ date: '2027-01-02', toDate: '2027-01-03', toTime: '16:00' }],
      }),
    );
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
    const kalk = await signIn(portal, 'kalk@example.org');
    await decide(kalk, String(reply.body['reference']), 'approve');
    const list = await visit(portal.url).get('/veranstaltungen');
    const shown = list.document
      .querySelectorAll('.line h3')
      .filter((one) => one.textContent === 'Per API jede Woche');
    expect(shown).to.have.length(8);
  });

  it('sends pictures as a form does, and a picture without its words is named', async () => {
    const body = async (alt: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fieldsOf('story', { title: 'Mit Bild' }))) {
        for (const one of [value].flat()) form.append(name, String(one));
      }
      for (const [name, value] of Object.entries({ ...pictureAnswers, 'imageAlt[]': alt })) {
        form.append(name, value);
      }
      form.append('images[]', await picture());
      return form;
    };
    const post = async (form: FormData) => {
      const response = await fetch(`${portal.url}/api/v1/submissions/story`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}` },
        body: form,
      });
      return (await response.json()) as Record<string, unknown>;
    };
    const refused = await post(await body(''));
    expect(JSON.stringify(refused['errors'])).to.include(t('problem.imageAltMissing'));
    const taken = await post(await body('Der Hof mit Werkbank'));
    const kalk = await signIn(portal, 'kalk@example.org');
    const desk = await kalk.get(`/redaktion/${String(taken['reference'])}`);
    const shown = desk.document.querySelector('img[alt="Der Hof mit Werkbank"]');
    const image = await fetch(portal.url + (shown?.getAttribute('src') ?? '/'));
    expect(image.headers.get('Content-Type')).to.equal('image/webp');
  });

  it('is slowed down by all that it sends, and before a picture is read', async () => {
    const mine = await issue('Vielsender', 'viel@example.org');
    const row = await findApiKey(portal.services.db.read, hashApiKey(mine));
    const often = { points: 600, perMilliseconds: 3_600_000 };
    await portal.services.db.transact(async (tx) => {
      for (let count = 1; count < 600; count += 1) {
        await consume(tx, `api ${row?.id ?? ''}`, often, portal.clock.now);
      }
    });
    const refused = await send('/api/v1/submissions/entry', {}, { key: mine });
    expect(refused.status).to.equal(422);
    const before = await listUploads(portal);
    const form = new FormData();
    for (const [name, value] of Object.entries(fieldsOf('entry'))) {
      for (const one of [value].flat()) form.append(name, String(one));
    }
    for (const [name, value] of Object.entries(pictureAnswers)) form.append(name, value);
    form.append('images[]', await picture());
    const response = await fetch(`${portal.url}/api/v1/submissions/entry`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${mine}` },
      body: form,
    });
    expect(response.status).to.equal(429);
    expect(Number(response.headers.get('Retry-After'))).to.be.within(1, 3_600);
    expect(await listUploads(portal)).to.deep.equal(before);
  });

  it('sent twice with the same Idempotency-Key, it is one submission', async () => {
    const headers = { 'Idempotency-Key': 'kurs-1' };
    const fields = fieldsOf('story', { title: 'Einmal' });
    const first = await send('/api/v1/submissions/story', fields, { headers });
    const second = await send('/api/v1/submissions/story', fields, { headers });
    expect(second.body['reference']).to.equal(first.body['reference']);
    const reused = await send('/api/v1/submissions/entry', fieldsOf('entry'), { headers });
    expect(reused.status).to.equal(422);
    expect(reused.body['errors']).to.deep.equal([
      { field: 'Idempotency-Key', detail: t('problem.keyUsed') },
    ]);
    const other = await send('/api/v1/submissions/story', fields);
    expect(other.body['reference']).not.to.equal(first.body['reference']);
  });

  it('sent at the same moment with one Idempotency-Key and other words, it is told which was taken', async () => {
    for (const key of ['zugleich-1', 'zugleich-2', 'zugleich-3']) {
      const headers = { 'Idempotency-Key': key };
      const answers = await Promise.all(
        ['Eins', 'Zwei'].map((title) =>
          send('/api/v1/submissions/story', fieldsOf('story', { title }), { headers }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 422]);
      const refused = answers.find(({ status }) => status === 422);
      expect(refused?.body['errors']).to.deep.equal([
        { field: 'Idempotency-Key', detail: t('problem.keyUsed') },
      ]);
    }
  });

  it('sees what became of what it handed in, and nothing that others did', async () => {
    const { body } = await send('/api/v1/submissions/entry', fieldsOf('entry', { title: 'Stand' }));
    const path = `/api/v1/submissions/entry/${String(body['reference'])}`;
    expect((await send(path, undefined)).body).to.include({
      title: 'Stand',
      review: 'queued',
      publication: 'hidden',
    });
    const kalk = await signIn(portal, 'kalk@example.org');
    // A program fills in nothing, and how fast it is says nothing about it.
    const desk = await kalk.get(`/redaktion/${String(body['reference'])}`);
    expect(desk.text)
      .to.include('Stand')
      .and.not.include(t('hint.quick', { seconds: 0 }));
    await decide(kalk, String(body['reference']), 'approve');
    const live = await send(path, undefined);
    expect(live.body).to.include({ review: 'approved', publication: 'live' });
    expect((await visit(portal.url).get(String(live.body['publicUrl']))).text).to.include('Stand');
    const stranger = await issue('Andere', 'andere@example.org');
    const refused = await send(path, undefined, { key: stranger });
    expect(refused.status).to.equal(404);
    expect(JSON.stringify(refused.body)).not.to.include('Stand');
  });

  it('whose key is missing, wrong or revoked hands in nothing, and the key itself rests nowhere', async () => {
    const before = (await readRows(portal))['submissions'];
    const mine = await issue('Gesperrt', 'gesperrt@example.org');
    expect(JSON.stringify(await readRows(portal))).not.to.include(mine);
    expect((await admin.get('/verwaltung/schluessel')).text).not.to.include(mine);
    const list = await admin.get('/verwaltung/schluessel');
    const row = list.document
      .querySelectorAll('.q__row')
      .find((one) => one.textContent.includes('Gesperrt'));
    await admin.post('/verwaltung/schluessel', {
      revoke: row?.querySelector('button')?.getAttribute('value') ?? '',
    });
    for (const wrong of ['', 'vp_falschfalschfalsch', mine]) {
      const reply = await send('/api/v1/submissions/entry', fieldsOf('entry'), { key: wrong });
      expect(reply.status).to.equal(401);
      expect(reply.headers.get('WWW-Authenticate')).to.equal('Bearer');
      expect(reply.body['title']).to.equal(t('api.problem.noKey'));
    }
    expect((await readRows(portal))['submissions']).to.deep.equal(before);
  });

  it('whose key was asked for by a double click has one key, shown by both answers', async () => {
    const form = await admin.get('/verwaltung/schluessel');
    const typed = { contactName: 'Vera Verein', contactEmail: 'verein@example.org' };
    const fields = { ...form.fields(KEY_FORM), ...typed, organisation: 'Doppelklick' };
    const ask = (changes = {}) => admin.post('/verwaltung/schluessel', { ...fields, ...changes });
    const shown = (page: Answer) => page.document.querySelector('.key')?.textContent.trim() ?? '';
    const listed = (page: Answer) =>
      page.document
        .querySelectorAll('.q__row h2')
        .filter((one) => /^Doppelklick/.test(one.textContent)).length;
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(shown(first)).to.match(/^vp_/);
    expect(shown(second)).to.equal(shown(first));
    expect(listed(await admin.get('/verwaltung/schluessel'))).to.equal(1);
    const other = await ask({ organisation: 'Doppelklick Zwei' });
    expect(shown(other)).to.match(/^vp_/).and.not.to.equal(shown(first));
    const used = await send('/api/v1/submissions/entry', fieldsOf('entry'), { key: shown(second) });
    expect(used.status).to.equal(201);

    const row = (await admin.get('/verwaltung/schluessel')).document
      .querySelectorAll('.q__row')
      .find((one) => one.querySelector('h2')?.textContent === 'Doppelklick');
    const revoke = row?.querySelector('button')?.getAttribute('value') ?? '';
    await admin.post('/verwaltung/schluessel', { revoke });
    const late = await ask();
    expect(shown(late)).to.equal('');
    expect(late.text).to.include(t('problem.formExpired')).and.include('value="Doppelklick"');
  });

  it('gets a clear answer to what is no JSON, too large, too deep or of no kind', async () => {
    const broken = await send('/api/v1/submissions/entry', '{"title":');
    expect(broken.status).to.equal(400);
    expect(broken.body['title']).to.equal(t('api.problem.notJson'));
    const huge = await send('/api/v1/submissions/entry', { title: 'x'.repeat(400_000) });
    expect(huge.status).to.equal(413);
    const deep = await send(
      '/api/v1/submissions/entry',
      fieldsOf('entry', { title: { de: { deep: ['x'] } }, topics: [['advice']] }),
    );
    expect(
      (deep.body['errors'] as { field: string }[]).map(({ field }) => field),
    ).to.include.members(['title', 'topics']);
    const list = await send('/api/v1/submissions/entry', [1, 2]);
    expect(JSON.stringify(list.body['errors'])).to.include(t('problem.notAnObject'));
    expect((await send('/api/v1/submissions/party', { consent: true })).status).to.equal(404);
  });

  it('is described by a document that names every field of the forms, and by a page that people can read', async () => {
    const response = await fetch(`${portal.url}/api/openapi.json`);
    const document = (await response.json()) as {
      openapi: string;
      paths: Record<string, unknown>;
      components: { schemas: Record<string, { properties: object; required: string[] }> };
    };
    expect(document.openapi).to.equal('3.1.0');
    const intake = Object.keys(document.paths).filter((path) => path.includes('/submissions/'));
    expect(intake).to.have.length(6);
    const event = document.components.schemas['event'];
    expect(Object.keys(event?.properties ?? {})).to.include.members([
      ...Object.keys(answersFor('event')),
      'recurrence',
      'moved',
    ]);
    expect(event?.required).to.include.members(['title', 'summary', 'startDate', 'consent']);
    const page = await visit(portal.url).get('/api');
    expect(
      page.document.querySelectorAll('section[aria-labelledby=einreichen] table'),
    ).to.have.length(3);
    expect(page.text).to.include('Wie heißt die Veranstaltung?');
  });
});
