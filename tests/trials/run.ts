// The slow trials; a small version of each is in the suite:
//   npm run trials -- [--rounds 100]
import { parseArgs } from 'node:util';
import { stopPostgres } from '../support/postgres.ts';
import { killAgainAndAgain } from './kill/rounds.ts';

// Long enough that a mail comes, its link is followed and the office decides, all in one life.
const LONGEST_LIFE_MS = 4_000;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('--rounds takes a whole number from 1 up');
  process.exit(2);
}

console.log(`kill -9 under load, ${String(rounds)} times`);
try {
  const report = await killAgainAndAgain(
    rounds,
    LONGEST_LIFE_MS,
    (round, { acknowledged, confirmed, decided }) => {
      if (round % 10 === 0 || round === rounds) {
        console.log(
          `  round ${String(round)}: ${String(acknowledged.size)} handed in, ` +
            `${String(confirmed.size)} confirmed, ${String(decided.size)} decided`,
        );
      }
    },
  );
  const { ledger, faults, letters, duplicates } = report;
  for (const fault of faults) console.log(`  FAULT ${fault}`);
  console.log(
    `${String(ledger.acknowledged.size)} submissions, ${String(ledger.decided.size)} decisions, ` +
      `${String(ledger.resent)} forms sent again after no answer, ${String(letters)} letters ` +
      `(${String(duplicates)} of them twice, under the same Message-ID): ` +
      (faults.length === 0 ? 'nothing lost, nothing double' : `${String(faults.length)} faults`),
  );
  const tried =
    ledger.acknowledged.size > 0 && ledger.confirmed.size > 0 && ledger.decided.size > 0;
  if (!tried) console.log('too little happened to prove anything: take more rounds');
  process.exitCode = faults.length === 0 && tried ? 0 : 1;
} finally {
  await stopPostgres();
}
