import { setTimeout as pause } from 'node:timers/promises';
import { listOutbox } from '../../../src/db/outbox.ts';
import type { Services } from '../../../src/services.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { openPostbox } from '../support/postbox.ts';
import { startPortal, type PortalProcess } from '../support/portal-process.ts';
import { createTrialDatabase } from '../support/trial-database.ts';
import { audit } from './audit.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { confirmAll, contribute, decideAll, type Round } from './load.ts';

const CONTRIBUTORS = 6;
const SHORTEST_LIFE_MS = 60;
const PATIENCE_MS = 30_000;
/** A decision's grace of minutes would outlast the rounds. */
export const SHORT_GRACE = { DELAY_UNDO_GRACE: '300ms', SUBMISSIONS_PER_HOUR: '1000000' };
/** The last process of a trial: what an earlier one had leased for minutes is free in seconds. */
export const FAST_CLOCK = { CLOCK_SPEED: '60' };

export interface KillReport {
  readonly ledger: Ledger;
  readonly faults: readonly string[];
  readonly letters: number;
  readonly duplicates: number;
}

/**
 * People hand in, confirm and decide while the process is killed at a random moment, again and
 * again. A last process then has the time to finish what waits, and everything is compared.
 */
export async function killAgainAndAgain(
  rounds: number,
  longestLifeMs: number,
  onRound: (round: number, ledger: Ledger) => void = () => undefined,
): Promise<KillReport> {
  const database = await createTrialDatabase();
  // A mail server that takes its time, so that also the moment after a letter left is hit.
  const postbox = await openPostbox({ delayMs: () => Math.random() * 30 });
  const ledger = openLedger();
  let port = '0';
  const start = async (clock: Readonly<Record<string, string>> = {}) => {
    const portal = await startPortal({
      ...database.env,
      ...SHORT_GRACE,
      ...clock,
      SMTP_URL: postbox.url,
      PORT: port,
    });
    port = new URL(portal.url).port;
    return portal;
  };
  try {
    let coordinator: Visitor | undefined;
    for (let number = 1; number <= rounds; number += 1) {
      const portal = await start();
      coordinator ??= visit(portal.url);
      try {
        const place = { origin: portal.url, ledger, postbox };
        const life = SHORTEST_LIFE_MS + Math.random() * (longestLifeMs - SHORTEST_LIFE_MS);
        await work(place, coordinator, portal, life);
      } finally {
        await portal.kill();
      }
      onRound(number, ledger);
    }
    const calm = await start();
    await resend(calm.url, ledger).finally(() => calm.kill());
    const last = await start(FAST_CLOCK);
    const services = await database.open();
    try {
      await settle(services);
      const { faults, duplicates } = await audit(services, ledger, postbox);
      return { ledger, faults, letters: postbox.letters.length, duplicates };
    } finally {
      await services.close();
      await last.stop();
    }
  } finally {
    await postbox.close();
    await database.drop();
  }
}

/** Everybody works until the process is killed, at a moment that nobody chose. */
async function work(
  place: Omit<Round, 'over'>,
  coordinator: Visitor,
  portal: PortalProcess,
  lifeMs: number,
): Promise<void> {
  let over = false;
  const round: Round = { ...place, over: () => over };
  // A process that has only just begun is slow to answer; there would be nothing to lose.
  await visit(round.origin).get('/einreichen');
  const people = Promise.all([
    ...Array.from({ length: CONTRIBUTORS }, () => contribute(round)),
    confirmAll(round),
    decideAll(round, coordinator),
  ]);
  await Promise.race([pause(lifeMs), people]);
  await portal.kill();
  over = true;
  await people;
}

/** What was never answered is sent once more by those who wait for an answer. */
async function resend(origin: string, ledger: Ledger): Promise<void> {
  const visitor = visit(origin);
  for (const form of ledger.unanswered.splice(0)) {
    const answer = await visitor.post(form.path, form.fields);
    if (answer.status !== 303) throw new Error(`sent again: ${String(answer.status)}`);
    ledger.acknowledged.set(form.title, '');
    ledger.resent += 1;
  }
}

/** Until nothing waits in the outbox, or nothing moves any more; what never leaves is found by the audit. */
async function settle(services: Services): Promise<void> {
  const countWaiting = async () =>
    (await listOutbox(services.db.read, 'waiting', 1_000_000)).length;
  let waiting = await countWaiting();
  let deadline = Date.now() + PATIENCE_MS;
  while (waiting > 0 && Date.now() < deadline) {
    await pause(200);
    const left = await countWaiting();
    if (left < waiting) deadline = Date.now() + PATIENCE_MS;
    waiting = left;
  }
}
