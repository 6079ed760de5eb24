import { expect } from 'chai';
import { listSubmissionsOfBatch } from '../../../src/db/batches.ts';
import type { EventContent } from '../../../src/domain/kinds/content.ts';
import { receiveBatch } from '../../../src/workflow/receive-batch.ts';
import { advance, incomingFor, load } from '../../support/lives.ts';
import { hireStaff, newKey, openPortal, type Portal } from '../../support/portal.ts';
import { signIn } from '../../support/steps.ts';
import type { Answer } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const DAY = 86_400_000;
/** Title, language of the title, and with whom it is, from top to bottom. */
const lines = (queue: Answer) =>
  queue.document.querySelectorAll('li.q__row').map((row) => ({
    title: row.querySelector('h2')?.textContent.trim(),
    lang: row.querySelector('h2')?.getAttribute('lang'),
    who: row.querySelector('.q__who')?.textContent.trim(),
  }));

describe('A batch in the queue', () => {
  let portal: Portal;
  /** The most urgent first. */
  const ids: string[] = [];
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    const all = [
      await incomingFor(portal, 'entry', { title: 'Yardım Masası', textLanguage: 'tr' }),
      await incomingFor(portal, 'event', { startDate: '2026-11-25', endDate: '2026-12-20' }),
      await incomingFor(portal, 'event', { startDate: '2027-06-05' }),
    ];
    const batchId = newKey();
    await receiveBatch(portal.services, {
      id: batchId,
      name: 'programm.csv',
      language: 'de',
      submitter: all[0]!.submitter,
      fillSeconds: 90,
      rows: all.map(({ content, route }, index) => ({ uid: String(index), content, route })),
      limits: [],
    });
    const rows = await listSubmissionsOfBatch(portal.services.db.read, batchId);
    for (const { id } of rows) await advance(portal, id, { type: 'confirm' }, 'contributor');
    ids.push(...rows.sort((a, b) => a.reference.localeCompare(b.reference)).map(({ id }) => id));
  });
  after(() => portal.close());

  const titled = (count: number) => t('deskBatch.title', { count, name: 'programm.csv' });
  const free = { lang: undefined, who: t('queue.free') };

  it('is one line for what the list shows of it, whatever else came with it', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    expect(lines(await kalk.get('/redaktion'))).to.deep.equal([{ ...free, title: titled(3) }]);
    expect(lines(await kalk.get('/redaktion?art=event'))).to.deep.equal([
      { ...free, title: titled(2) },
    ]);
    expect(lines(await kalk.get('/redaktion?art=entry'))).to.deep.equal([
      { title: 'Yardım Masası', lang: 'tr', who: t('queue.free') },
    ]);
  });

  it('says with whom it is, in part or as a whole', async () => {
    const kalk = await signIn(portal, 'kalk@example.org');
    const who = async () => lines(await kalk.get('/redaktion'))[0]?.who;
    const withAyla = t('queue.claimedBy', { name: 'Ayla Demir' });
    const claim = (index: number, by: string) =>
      advance(portal, ids[index]!, { type: 'claim' }, `${by}@example.org`);
    await claim(0, 'ayla');
    expect(await who()).to.equal(t('queue.partlyWith', { claimed: 1, open: 3, who: withAyla }));
    await claim(1, 'ayla');
    await claim(2, 'ayla');
    expect(await who()).to.equal(withAyla);
    await advance(portal, ids[2]!, { type: 'release' }, 'ayla@example.org');
    await claim(2, 'kalk');
    expect(await who()).to.equal(t('queue.partlyClaimed', { claimed: 3, open: 3 }));
  });

  it('that was left lying comes before the portal’s desk, though a part of it is not', async () => {
    const [, urgent = ''] = ids;
    const message = 'Bitte mehr!';
    await advance(portal, urgent, { type: 'requestChanges', message }, 'ayla@example.org');
    portal.clock.advance(6 * DAY);
    const { endsAt } = await load(portal, urgent);
    const { content } = await incomingFor(portal, 'event', {
      startDate: '2026-12-01',
      endDate: '2026-12-20',
    });
    await advance(portal, urgent, { type: 'resubmit', endsAt }, 'contributor', {
      content: { ...(content as EventContent), startDate: '2026-11-25', textLanguage: 'uk' },
    });
    portal.clock.advance(1.5 * DAY);
    await portal.work();
    expect(await load(portal, urgent)).to.include({ escalated: false, textLanguage: 'uk' });
    const pat = await signIn(portal, 'portal@example.org');
    expect(lines(await pat.get('/redaktion'))).to.deep.equal([{ ...free, title: titled(2) }]);
  });

  it('is decided once for each box, however often a request names it', async () => {
    const ayla = await signIn(portal, 'ayla@example.org');
    const url = (await ayla.get('/redaktion')).document
      .querySelector('li.q__row h2 a')
      ?.getAttribute('href');
    const page = await ayla.get(url ?? '');
    const [first = ''] = [page.fields('form.many-check')['item[]'] ?? []].flat();
    const done = await ayla.post(url ?? '', { event: 'approve', 'item[]': [first, first, first] });
    expect(done.text).to.include(t('deskBatch.done', { count: 1 }));
    expect(done.text).not.to.include(t('deskBatch.failed', { count: 2 }));
  });
});
