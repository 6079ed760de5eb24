import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { openLedger } from './kill/ledger.ts';
import { contribute } from './kill/load.ts';
import { FAST_CLOCK, killAgainAndAgain, SHORT_GRACE } from './kill/rounds.ts';
import { openPostbox } from './support/postbox.ts';
import { startPortal, type PortalProcess } from './support/portal-process.ts';
import { createTrialDatabase } from './support/trial-database.ts';

describe('A process that is killed', function () {
  // A process starts in a second, but on a busy machine in many, and here one does so eight times.
  this.timeout(300_000);

  it('loses nothing that was acknowledged and doubles nothing, killed three times under load', async () => {
    const { ledger, faults } = await killAgainAndAgain(3, 1_500);
    expect(faults).to.deep.equal([]);
    expect(ledger.acknowledged.size, 'so that there was something to lose').to.be.above(3);
  });

  it('still sends the mail of an answer that it gave, once, when it died in between', async () => {
    const database = await createTrialDatabase();
    const postbox = await openPostbox();
    const env = { ...database.env, ...SHORT_GRACE, SMTP_URL: postbox.url };
    const ledger = openLedger();
    const portals: PortalProcess[] = [];
    try {
      // Nobody opens at the mail server, so no letter can have left when the process dies.
      postbox.shut();
      const first = await startPortal(env);
      portals.push(first);
      let over = false;
      const contributor = contribute({ origin: first.url, ledger, postbox, over: () => over });
      while (ledger.acknowledged.size === 0) await pause(5);
      await first.kill();
      over = true;
      await contributor;
      expect(postbox.letters).to.deep.equal([]);

      postbox.open();
      portals.push(await startPortal({ ...env, ...FAST_CLOCK }));
      const letter = await postbox.find((one) => one.to === 'versuch-1@example.org', 60_000);
      expect(letter?.text).to.match(/\/vorgang\/[\w-]{43}\/bestaetigen/);
      await pause(1_000);
      const ids = postbox.letters.map((one) => one.messageId);
      expect(new Set(ids).size).to.equal(ids.length);
    } finally {
      for (const portal of portals) await portal.kill();
      await postbox.close();
      await database.drop();
    }
  });
});
