import { expect } from 'chai';
import { listHistory } from '../../src/db/history.ts';
import { listParticipants } from '../../src/db/participants.ts';
import { findContributor } from '../../src/db/submissions.ts';
import { advanceSubmission } from '../../src/workflow/advance-submission.ts';
import {
  inviteColleague,
  joinSubmission,
  removeColleague,
} from '../../src/workflow/invite-colleague.ts';
import { sendMessage } from '../../src/workflow/send-message.ts';
import { accountOf, load, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal, type Staff } from '../support/portal.ts';
import { readRows } from '../support/rows.ts';

describe('What is written in the moment of an erasure', function () {
  this.timeout(60_000);
  let portal: Portal;
  let staff: Staff;
  before(async () => {
    portal = await openPortal();
    staff = await hireStaff(portal.services);
  });
  after(() => portal.close());

  const erase = (submissionId: string) =>
    advanceSubmission(portal.services, {
      submissionId,
      command: { type: 'erase' },
      by: 'contributor',
    });
  const invite = (id: string, number: number) =>
    inviteColleague(
      portal.services,
      id,
      'Nora',
      {
        colleagueName: `Person ${String(number)}`,
        colleagueEmail: `person${String(number)}-${id}@example.org`,
      },
      'de',
      [],
    );

  it('stays nowhere, whoever was quicker: no person, no message, no letter', async () => {
    for (let round = 0; round < 6; round += 1) {
      const id = await receiveConfirmed(portal, 'entry');
      const kim = await accountOf(portal, staff.kalk);
      const results = await Promise.allSettled([
        invite(id, 1),
        sendMessage(portal.services, id, 'contributor', 'Geheimwort eins'),
        erase(id),
        invite(id, 2),
        sendMessage(portal.services, id, kim, 'Geheimwort zwei'),
        invite(id, 3),
        erase(id),
      ]);
      expect([results[2].status, results[6].status]).to.include('fulfilled');

      const { read } = portal.services.db;
      expect(await findContributor(read, id)).to.equal(undefined);
      expect(await listParticipants(read, id)).to.deep.equal([]);
      const events = (await listHistory(read, id)).map(({ event }) => event);
      expect(events.filter((event) => event === 'erase')).to.have.length(1);
      const rows = JSON.stringify(await readRows(portal));
      for (const trace of ['Geheimwort', `-${id}@example.org`]) {
        expect(rows.includes(trace), trace).to.equal(false);
      }
    }
  });

  it('whoever was removed meanwhile does not join, and who presses twice joins once', async () => {
    const id = await receiveConfirmed(portal, 'entry');
    await invite(id, 7);
    const [colleague] = await listParticipants(portal.services.db.read, id);
    if (colleague === undefined) throw new Error('nobody was invited');
    await Promise.all([1, 2, 3].map(() => joinSubmission(portal.services, colleague)));
    const joins = (await listHistory(portal.services.db.read, id)).filter(
      ({ event }) => event === 'join',
    );
    expect(joins).to.have.length(1);
    await removeColleague(portal.services, id, colleague.id, 'Nora');
    const late = await joinSubmission(portal.services, colleague).catch((error: unknown) => error);
    expect(String(late)).to.include('NotFound');
    expect(await load(portal, id)).to.include({ review: 'queued' });
  });
});
