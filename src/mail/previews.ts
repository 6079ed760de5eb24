import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ACCOUNT_MAILS,
  BUNDLED_MAILS,
  DESK_NOTICES,
  EDITOR_NOTICES,
  MAIL_KINDS,
} from '../domain/notices.ts';
import { LANGUAGES } from '../locales/languages.ts';
import { composeMail, type ComposedMail } from './compose.ts';
import { previewLinks, previewMail } from './preview-data.ts';

/** Every kind of mail that there is. */
export const ALL_MAILS = [...MAIL_KINDS, ...DESK_NOTICES, ...EDITOR_NOTICES, ...ACCOUNT_MAILS];
const MANY = 12;

/** A mail with made-up data, about one submission or about many. */
export function previewOf(kind: string, language: string, isMany = false): ComposedMail {
  const mails = Array.from({ length: isMany ? MANY : 1 }, (_, number) =>
    previewMail(kind, language, number),
  );
  const [first] = mails;
  if (first === undefined) throw new Error('a letter tells of something');
  return composeMail(first, previewLinks(), 'Europe/Berlin', mails);
}

/** Writes every mail in every language into a folder, to be looked at. Gives how many. */
export async function writePreviews(folder: string): Promise<number> {
  let count = 0;
  for (const { code: language } of LANGUAGES) {
    await mkdir(join(folder, language), { recursive: true });
    for (const kind of ALL_MAILS) {
      for (const isMany of BUNDLED_MAILS.has(kind) ? [false, true] : [false]) {
        const { subject, text, html } = previewOf(kind, language, isMany);
        const name = join(folder, language, isMany ? `${kind}-many` : kind);
        await writeFile(`${name}.html`, html);
        await writeFile(`${name}.txt`, `${subject}\n\n${text}\n`);
        count += 1;
      }
    }
  }
  return count;
}
