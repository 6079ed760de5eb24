import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ACCOUNT_MAILS,
  BUNDLED_MAILS,
  DESK_NOTICES,
  EDITOR_NOTICES,
  MAIL_KINDS,
  REPORT_MAILS,
} from '../domain/notices.ts';
import { LANGUAGES } from '../locales/languages.ts';
import { composeMail, type ComposedMail } from './compose.ts';
import { previewLinks, previewMail, previewMixed } from './preview-data.ts';

/** Every kind of mail that there is. */
export const ALL_MAILS = [
  ...MAIL_KINDS,
  ...DESK_NOTICES,
  ...EDITOR_NOTICES,
  ...ACCOUNT_MAILS,
  ...REPORT_MAILS,
];
const MANY = 12;

/**
 * One kind of mail looks different to different readers: told of one thing, of many alike, of many
 * kinds by somebody whose name is not known, or as a colleague who was invited.
 */
export type Variant = 'one' | 'many' | 'mixed' | 'colleague';

const TO_COLLEAGUES = new Set([
  'received',
  'approved',
  'changesRequested',
  'messageToContributor',
  'stillCorrect',
  'lapsed',
]);

/** How a kind of mail is written to its different readers. */
export function variantsOf(kind: string): Variant[] {
  return [
    'one',
    ...(BUNDLED_MAILS.has(kind) ? (['many', 'mixed'] as const) : []),
    ...(TO_COLLEAGUES.has(kind) ? (['colleague'] as const) : []),
  ];
}

/** A mail with made-up data, as one of its readers gets it. */
export function previewOf(kind: string, language: string, variant: Variant = 'one'): ComposedMail {
  const mails = mailsOf(kind, language, variant);
  const [first] = mails;
  if (first === undefined) throw new Error('a letter tells of something');
  return composeMail(first, previewLinks(), 'Europe/Berlin', mails);
}

function mailsOf(kind: string, language: string, variant: Variant) {
  if (variant === 'mixed') return previewMixed(kind, language);
  const count = variant === 'many' ? MANY : 1;
  const mails = Array.from({ length: count }, (_, number) => previewMail(kind, language, number));
  if (variant !== 'colleague') return mails;
  return mails.map((mail) => ({
    ...mail,
    toName: 'Rana Muster',
    toAddress: 'rana@example.org',
    data: { ...mail.data, participantId: 'guest' },
  }));
}

/** Writes every mail in every language into a folder, to be looked at. Gives how many. */
export async function writePreviews(folder: string): Promise<number> {
  let count = 0;
  for (const { code: language } of LANGUAGES) {
    await mkdir(join(folder, language), { recursive: true });
    for (const kind of ALL_MAILS) {
      for (const variant of variantsOf(kind)) {
        const { subject, text, html } = previewOf(kind, language, variant);
        const name = join(folder, language, variant === 'one' ? kind : `${kind}-${variant}`);
        await writeFile(`${name}.html`, html);
        await writeFile(`${name}.txt`, `${subject}\n\n${text}\n`);
        count += 1;
      }
    }
  }
  return count;
}
