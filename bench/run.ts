// Measures the portal against the bars of its quality and prints each as a ratio:
//   npm run bench -- [--rows 1000,100000] [--quick] [--only unchanged,changed,feed,submission,growth,process,weight]
// Databases are filled once a day and kept in the temporary folder. Nothing here fails a build: what
// a shared machine measures is for people to judge.
import { parseArgs } from 'node:util';
import { measureChanged } from './measure-changed.ts';
import { measureFeed } from './measure-feed.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureProcess } from './measure-process.ts';
import { measureSubmission } from './measure-submission.ts';
import { measureUnchanged } from './measure-unchanged.ts';
import { measureWeight } from './measure-weight.ts';
import { prepareDatabase, prepareDemo } from './support/databases.ts';
import { tabulate, type Finding } from './support/finding.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000,100000' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

const sizes = values.rows.split(',').map(Number);
if (sizes.length !== 2 || sizes.some((rows) => !Number.isInteger(rows) || rows < 1_000)) {
  console.error('--rows takes two numbers from 1000 up, such as 1000,100000');
  process.exit(2);
}
const [few = 0, many = 0] = [...sizes].sort((a, b) => a - b);
// Each is filled by the first measurement that needs it.
const fileOf = (rows: number) => prepareDatabase(rows);
// So many submissions have about a thousand live events among them.
const FEED_ROWS = 6_000;
const seconds = values.quick ? 1 : 4;
const requests = values.quick ? 40 : 200;

const measurements: Readonly<Record<string, () => Promise<Finding[]>>> = {
  unchanged: async () => measureUnchanged(await fileOf(few), seconds),
  changed: async () => measureChanged(await fileOf(few), requests),
  feed: async () => measureFeed(await fileOf(FEED_ROWS), values.quick ? 5 : 20),
  submission: async () => measureSubmission(await fileOf(few), requests * 5),
  growth: async () =>
    measureGrowth(
      { rows: few, file: await fileOf(few) },
      { rows: many, file: await fileOf(many) },
      requests,
    ),
  process: async () => measureProcess(await fileOf(many), many, seconds),
  weight: async () => measureWeight(await prepareDemo()),
};
// What the table of quality asks for beside these and cannot be measured before it is there.
const later: readonly Finding[] = [
  {
    what: 'two processes on PostgreSQL against one',
    measured: 'not measured yet (comes with several processes)',
    bar: '≥ 1.6 ×',
  },
];

const wanted = values.only?.split(',') ?? Object.keys(measurements);
const findings: Finding[] = [];
for (const name of wanted) {
  const measure = measurements[name];
  if (measure === undefined) {
    console.error(`--only knows ${Object.keys(measurements).join(', ')}`);
    process.exit(2);
  }
  console.error(`measuring: ${name}`);
  const found = await measure();
  // At once, since a later measurement may fail.
  console.error(tabulate(found));
  findings.push(...found);
}
console.log(tabulate(values.only === undefined ? [...findings, ...later] : findings));
