// Hands in real events of the city through the public form, over HTTP, and looks where they end up:
//   npm run trial:intake -- <events.json> [--url http://… [--smtp-port 2525]]
// Without --url it starts a portal of its own on a fresh database. With --url it uses that one; its
// SMTP_URL must then lead to --smtp-port and DEMO_PASSWORD be that of its accounts, or the desks are
// told by the references alone.
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { stopPostgres } from '../support/postgres.ts';
import { fillIn, FIRST_DAY, weeksToMove } from './intake/answers.ts';
import { confirm, DESKS, readQueue } from './intake/desks.ts';
import { expectationFor } from './intake/expected.ts';
import { handIn } from './intake/hand-in.ts';
import { summarise, tabulate, type Row } from './intake/report.ts';
import { openScene, type Scene } from './intake/scene.ts';
import { readSnapshot } from './intake/snapshot.ts';
import { sayProgress } from './support/progress.ts';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, 'smtp-port': { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined) {
    console.error('usage: npm run trial:intake -- <events.json> [--url http://…]');
    return 2;
  }
  const events = await readSnapshot(file);
  const today = Temporal.Now.plainDateISO('Europe/Berlin');
  const weeks = weeksToMove(today);
  console.log(
    `${String(events.length)} events. The form rightly refuses what is over, so all dates move by the\n` +
      `same ${String(weeks)} weeks, weekdays stay: ${FIRST_DAY.toString()} becomes ${FIRST_DAY.add({ weeks }).toString()}.\n`,
  );

  const scene = await openScene(values.url, values['smtp-port']);
  try {
    const rows: Row[] = [];
    for (const [index, event] of events.entries()) {
      sayProgress('handing in', index + 1, events.length);
      const { answers, stadtteil } = fillIn(event, weeks);
      const email = `einsendung+${String(index + 1)}@example.org`;
      const submitter = { submitterName: 'Kim Beispiel', submitterEmail: email };
      const result = await handIn(scene.url, { ...answers, ...submitter }, stadtteil);
      const days = [answers['startDate'], answers['endDate']].filter(Boolean).join('…');
      const times = [answers['startTime'], answers['endTime']].filter(Boolean).join('–');
      rows.push({
        title: answers['title'] ?? '',
        sentAs: `${days} ${times || '(no time)'}, ${stadtteil}`,
        email,
        expected: expectationFor(event),
        result,
        desks: [],
      });
    }
    await findDesks(scene, rows);
    console.log(tabulate(rows));
    const { text, mismatches } = summarise(rows);
    console.log(text);
    return mismatches === 0 ? 0 : 1;
  } finally {
    await scene.close();
  }
}

/** Confirms what was accepted by the link in its mail, and looks for it in the queue of every desk. */
async function findDesks(scene: Scene, rows: readonly Row[]): Promise<void> {
  const accepted = rows.filter((row) => row.result.reference !== undefined);
  if (scene.postbox === undefined) {
    console.log('No mails can be read here, so the references alone tell the desks.\n');
    for (const row of accepted) {
      row.desks = [DESKS[row.result.reference?.slice(0, 3) ?? ''] ?? 'unknown'];
    }
    return;
  }
  for (const [index, row] of accepted.entries()) {
    sayProgress('confirming', index + 1, accepted.length);
    await confirm(scene.url, scene.postbox, row.email);
  }
  const desks = Object.values(DESKS);
  for (const [index, desk] of desks.entries()) {
    sayProgress('reading queues', index + 1, desks.length);
    const references = await readQueue(scene.url, desk, scene.password);
    for (const row of accepted) {
      if (references.has(row.result.reference ?? '')) row.desks.push(desk);
    }
  }
}

process.exitCode = await main().finally(stopPostgres);
