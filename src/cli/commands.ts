import { readConfig } from '../config.ts';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connect } from '../db/connect.ts';
import type { City } from '../db/places.ts';
import { listOutbox } from '../db/outbox.ts';
import { retryFailedMails } from '../db/mail-outcomes.ts';
import { Invalid } from '../domain/errors.ts';
import { describeMachine } from '../domain/describe-machine.ts';
import { LANGUAGES } from '../locales/languages.ts';
import { wordsOf } from '../locales/words.ts';
import { writePreviews } from '../mail/previews.ts';
import { MAX_BOUNCE_BYTES, readBounce } from '../mail/read-bounce.ts';
import { openStore } from '../uploads/store.ts';
import { restoreBackup, writeBackup } from '../workflow/backup.ts';
import { createAccount } from '../workflow/create-account.ts';
import { exportItems } from '../workflow/export-items.ts';
import { planOutlines, saveOutlines, type OutlinePlan } from '../workflow/import-outlines.ts';
import { importStreets } from '../workflow/import-streets.ts';
import { noteBounce } from '../workflow/note-bounce.ts';
import { reindex } from '../workflow/reindex.ts';
import { describeDemo, seedDemo } from '../workflow/seed-demo.ts';
import { readAtMost, say, showProgress, withServices } from './support.ts';

/** The file's own problems are told in the administration's words. */
function readOutlines(city: City, text: string): OutlinePlan {
  try {
    return planOutlines(city, text);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const [problem] = error.problems;
    const message = `admin.outlines.problem.${problem?.message ?? ''}`;
    throw new Error(wordsOf('de').t(message, problem?.values), { cause: error });
  }
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a command does with the words after its name. */
export type Command = (args: string[]) => Promise<void>;

/** Every command of the administration, by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'account create': async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        password: { type: 'string' },
        district: { type: 'string', multiple: true },
        editor: { type: 'boolean' },
        administrator: { type: 'boolean' },
        language: { type: 'string' },
      },
    });
    const { email, name, language } = values;
    if (!email || !name) throw new Error('account create needs --email and --name');
    if (language !== undefined && !LANGUAGES.some(({ code }) => code === language)) {
      throw new Error(`--language is one of ${LANGUAGES.map(({ code }) => code).join(', ')}`);
    }
    const password = values.password ?? randomBytes(15).toString('base64url');
    await withServices(async (services) => {
      await createAccount(services, {
        email,
        name,
        password,
        districts: values.district ?? [],
        isEditor: values.editor ?? false,
        isAdministrator: values.administrator ?? false,
        ...(language === undefined ? {} : { language }),
      });
    });
    say(`created ${email}`);
    if (values.password === undefined) say(`password: ${password}`);
  },
  'import streets': async ([file]) => {
    if (!file) throw new Error('import streets needs a file');
    const csv = await readFile(file, 'utf8');
    await withServices(async ({ db }) => {
      const report = await importStreets(db, csv, showProgress('streets'));
      for (const { line, reason } of report.refused) say(`line ${String(line)}: ${reason}`);
      say(`imported ${String(report.imported)}, refused ${String(report.refused.length)}`);
    });
  },
  'import outlines': async ([file]) => {
    if (!file) throw new Error('import outlines needs a file');
    const text = await readFile(file, 'utf8');
    await withServices(async (services) => {
      const { areas, map, isNewMap } = readOutlines(await services.city(), text);
      for (const { names, district } of areas) {
        say(`${names[0] ?? 'without a name'}: ${district?.slug ?? 'no district of this name'}`);
      }
      const chosen = areas.flatMap(({ path, district }) =>
        district === undefined ? [] : [{ districtId: district.id, path }],
      );
      const count = await saveOutlines(services, chosen, map);
      say(`drew ${String(count)}${isNewMap ? ', on a map of their own' : ''}`);
    });
  },
  export: async ([file]) => {
    await withServices(async ({ db, city }) => {
      const lines: string[] = [];
      for await (const line of exportItems(db, await city())) {
        if (file) lines.push(line);
        else process.stdout.write(line);
      }
      if (file) {
        await writeFile(file, lines.join(''));
        say(`exported ${String(lines.length)}`);
      }
    });
  },
  backup: async ([folder]) => {
    if (!folder) throw new Error('backup needs a folder');
    await withServices(({ db, store }) => writeBackup(db, store, folder, say));
  },
  restore: async ([folder]) => {
    if (!folder) throw new Error('restore needs a folder');
    // Without services: they would first fill an empty database with the city that the backup brings.
    const config = readConfig(process.env);
    const db = await connect(config.databaseUrl, join(ROOT, 'db/migrations'));
    try {
      await db.migrate();
      await restoreBackup(db, openStore(config.uploadsUrl), folder, say);
    } finally {
      await db.close();
    }
  },
  reindex: async () => {
    await withServices(async (services) => {
      const count = await reindex(services, showProgress('search'));
      say(`${String(count)} can be found`);
    });
  },
  seed: async () => {
    const config = readConfig(process.env);
    const password = config.demoPassword ?? randomBytes(12).toString('base64url');
    await withServices(async (services) => {
      say(describeDemo(await seedDemo(services, password), services.baseUrl));
    });
  },
  outbox: async (args) => {
    const { values } = parseArgs({ args, options: { retry: { type: 'boolean' } } });
    await withServices(async ({ db, now }) => {
      for (const mail of await listOutbox(db.read, 'failed')) {
        say(`${mail.id} ${mail.mail} to ${mail.toAddress}: ${mail.lastError ?? ''}`);
      }
      if (values.retry) {
        const count = await db.transact((tx) => retryFailedMails(tx, now()));
        say(`${String(count)} will be tried again`);
      }
    });
  },
  bounces: async () => {
    const message = await readAtMost(process.stdin, MAX_BOUNCE_BYTES);
    // Of sysexits.h: "try again later", should anything below fail.
    process.exitCode = 75;
    await withServices(async (services) => {
      const bounce = readBounce(message, services.links.host);
      // Whatever it was, it is dealt with: an error would make the mail server send it back.
      const noted = bounce !== undefined && (await noteBounce(services, bounce));
      say(noted ? `noted for mail ${bounce.mailId}` : 'not about a letter of ours');
    });
    process.exitCode = 0;
  },
  mails: async ([folder]) => {
    if (!folder) throw new Error('mails needs a folder');
    say(`wrote ${String(await writePreviews(folder))} mails`);
  },
  migrate: async () => {
    await withServices(() => Promise.resolve());
    say('the database is up to date');
  },
  describe: async () => {
    await writeFile(join(ROOT, 'docs/workflow.md'), describeMachine());
    say('wrote docs/workflow.md');
  },
};
