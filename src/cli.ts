import { COMMANDS } from './cli/commands.ts';
import { say } from './cli/support.ts';
import { UnusableSetting } from './config.ts';
import { Invalid } from './domain/errors.ts';
import { DEFAULT_LANGUAGE } from './locales/languages.ts';
import { wordsOf } from './locales/words.ts';

const HELP = `npm run veedelpost -- <command>

  account create --email A --name N [--district SLUG …] [--editor] [--administrator] [--password P] [--language L]
                          a new account; without a password one is made and printed; its mails
                          are in German unless a language of the portal is named, such as en
  import streets FILE     the street directory (CSV) in place of the one before
  import outlines FILE    the districts' outlines (GeoJSON) for the map, matched by slug, code or name
  export [FILE]           everything public as JSON lines
  backup FOLDER           everything into an empty folder, readable by either engine
  restore FOLDER          a backup in the place of everything that is there
  seed                    the demo, into a portal without accounts
  reindex                 makes everything live findable anew
  outbox [--retry]        mails that failed; --retry gives them another chance
  bounces < MESSAGE       a report of a mail server that a letter could not be brought; for its alias
  mails FOLDER            every mail in every language, with made-up data, as HTML and text
  migrate                 brings the database up to date
  describe                writes docs/workflow.md from the machine
`;

async function main(args: string[]): Promise<void> {
  const twoWords = args.slice(0, 2).join(' ');
  const name = twoWords in COMMANDS ? twoWords : (args[0] ?? '');
  const command = COMMANDS[name];
  if (command === undefined) {
    say(HELP);
    process.exitCode = args.length === 0 || args[0] === '--help' ? 0 : 2;
    return;
  }
  await command(args.slice(name.split(' ').length));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof Invalid) {
    const { t } = wordsOf(DEFAULT_LANGUAGE);
    for (const problem of error.problems) {
      console.error(`${problem.field}: ${t(`problem.${problem.message}`, problem.values)}`);
    }
  } else if (error instanceof UnusableSetting || error instanceof Error) {
    console.error(error.message);
  }
  process.exitCode ??= 1;
});
