import { expect } from 'chai';
import { handInMany } from '../../support/many.ts';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { readRows } from '../../support/rows.ts';
import { signIn } from '../../support/steps.ts';
import { visit } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

const ROWS = 300;

describe('A file of hundreds of dates', function () {
  this.timeout(120_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  const count = async (pattern: RegExp) =>
    ((await readRows(portal))['submissions'] ?? []).filter((row) => pattern.test(row)).length;

  it('goes its whole way: one form, one letter, one confirmation, one decision', async () => {
    const days = Array.from({ length: ROWS }, (_, index) => {
      const day = new Date(Date.UTC(2027, 0, 4 + index)).toISOString().slice(0, 10);
      return `Sprachcafé ${String(index + 1)};${day};15:00;Kalk`;
    });
    const { id, token } = await handInMany(
      portal,
      ['Titel;Datum;Uhrzeit;Stadtteil', ...days].join('\n'),
    );
    expect(await count(/"review":"awaitingConfirmation"/)).to.equal(ROWS);
    const page = await visit(portal.url).get(`/sammlung/${token}`);
    expect(page.document.querySelectorAll('li.q__row')).to.have.length(ROWS);
    await visit(portal.url).post(page.action(), {});
    expect(await count(/"review":"queued"/)).to.equal(ROWS);

    const kalk = await signIn(portal, 'kalk@example.org');
    const batch = await kalk.get(`/redaktion/sammlung/${id}`);
    const fields = batch.fields('form.many-check');
    expect(fields['item[]']).to.have.length(ROWS);
    const done = await kalk.post(`/redaktion/sammlung/${id}`, { ...fields, event: 'approve' });
    expect(done.text).to.include(t('deskBatch.done', { count: ROWS }));
    expect(await count(/"publication":"live"/)).to.equal(ROWS);
    const letters = portal.letters.filter(({ to }) => to.address === 'nora@example.org');
    expect(letters).to.have.length(1);
  });
});
