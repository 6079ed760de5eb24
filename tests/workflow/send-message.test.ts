import { expect } from 'chai';
import { type Invalid, NotFound, OutOfDate, TooFast } from '../../src/domain/errors.ts';
import { listHistory } from '../../src/db/history.ts';
import { sendMessage } from '../../src/workflow/send-message.ts';
import { accountOf, advance, load, mailsOf, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal, type Staff } from '../support/portal.ts';
import { readRows } from '../support/rows.ts';

describe('The conversation about a submission', () => {
  let portal: Portal;
  let staff: Staff;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
  });
  after(() => portal.close());

  const say = async (id: string, by: string, text: string) =>
    sendMessage(portal.services, id, by === 'contributor' ? by : await accountOf(portal, by), text);
  const refused = async (work: () => Promise<unknown>): Promise<unknown> => {
    const before = await readRows(portal);
    const error = await work().then(
      () => 'it was done',
      (reason: unknown) => reason,
    );
    expect(await readRows(portal)).to.deep.equal(before);
    return error;
  };

  it('when one side writes, then the other gets it by mail and both find it in the history', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    await say(id, 'contributor', ' Ist noch\u0000 Platz?\r\n\r\n\r\nNora ');
    await say(id, staff.kalk, 'Ja, viel.');
    const messages = (await listHistory(portal.services.db.read, id)).filter(
      ({ event }) => event === 'message',
    );
    expect(messages.map(({ byName, details }) => [byName, details.message])).to.deep.equal([
      ['Nora Beispiel', 'Ist noch Platz?\n\nNora'],
      ['Kim Kalk', 'Ja, viel.'],
    ]);
    expect(await mailsOf(portal, id)).to.include.members([
      `messageToDesk to ${staff.kalk} (waiting)`,
      `messageToDesk to ${staff.kalkSecond} (waiting)`,
      'messageToContributor to nora@example.org (waiting)',
    ]);
    await portal.work();
    // Letters of one moment leave in no certain order.
    const toNora = portal.letters.filter(({ to }) => to.address === 'nora@example.org');
    const answer = toNora.find(({ text }) => text.includes('Ja, viel.'));
    expect(answer?.text).to.include('Kim Kalk');
  });

  it('when a message has come, then a decision from a page without it is refused; nothing else changes', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    const before = await load(portal, id);
    await say(id, 'contributor', 'Bitte wartet noch.');
    const after = await load(portal, id);
    expect(after).to.deep.equal({
      ...before,
      version: before.version + 1,
      changedAt: after.changedAt,
    });
    const late = await refused(() =>
      advance(portal, id, { type: 'approve' }, staff.kalk, { version: before.version }),
    );
    expect(late).to.be.instanceOf(OutOfDate);
  });

  it('when both sides write and decide at the same moment, then no word is lost', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    const { version } = await load(portal, id);
    const words = ['eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs'];
    await Promise.all([
      ...words.map((word, index) => say(id, index % 2 ? staff.kalk : 'contributor', word)),
      advance(portal, id, { type: 'claim' }, staff.kalk),
    ]);
    const entries = await listHistory(portal.services.db.read, id);
    expect(
      entries
        .map(({ details }) => details.message)
        .filter(Boolean)
        .sort(),
    ).to.deep.equal([...words].sort());
    expect(new Set(entries.map((entry) => entry.version)).size).to.equal(entries.length);
    expect(await load(portal, id)).to.include({ version: version + 7, review: 'inReview' });
  });

  it('when there is nothing in it, too much of it, or it is another district, then nothing is written', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    const empty = await refused(() => say(id, 'contributor', ' \u202E\n '));
    expect((empty as Invalid).problems).to.deep.equal([
      { field: 'message', message: 'messageMissing' },
    ]);
    const long = await refused(() => say(id, 'contributor', 'x'.repeat(4_001)));
    expect((long as Invalid).problems).to.deep.equal([
      { field: 'message', message: 'tooLong', values: { max: 4_000 } },
    ]);
    expect(await refused(() => say(id, staff.chorweiler, 'Hallo'))).to.be.instanceOf(NotFound);
    expect(await refused(() => say(id, staff.editor, 'Hallo'))).to.be.instanceOf(NotFound);
  });

  it('when a private link is used to flood the office, then it is stopped, and the office is not', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    for (let n = 0; n < 20; n += 1) await say(id, 'contributor', `Nr. ${String(n)}`);
    expect(await refused(() => say(id, 'contributor', 'noch eine'))).to.be.instanceOf(TooFast);
    await say(id, staff.kalk, 'Genug für heute.');
    portal.clock.advance(3_600_001);
    await say(id, 'contributor', 'Verstanden.');
    const entries = await listHistory(portal.services.db.read, id);
    expect(entries.at(-1)?.details.message).to.equal('Verstanden.');
  });
});
