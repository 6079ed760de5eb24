import { File } from 'node:buffer';
import { readToken } from '../../src/domain/tokens.ts';
import type { Portal } from './portal.ts';
import { visit, type Answer, type Fields, type Visitor } from './visitor.ts';

const PATH = '/einreichen/viele';
const FORM = 'form#formular';

/** The first step: a file, and the page that shows what was understood. */
export async function bring(
  visitor: Visitor,
  text: string | Buffer,
  name = 'programm.csv',
): Promise<Answer> {
  const start = await visitor.get(PATH);
  const file = new File([text], name);
  return visitor.upload(PATH, { ...start.fields(FORM), step: 'read' }, { file });
}

/** The next step of the form that a page shows. */
export function goOn(visitor: Visitor, page: Answer, changes: Fields): Promise<Answer> {
  return visitor.upload(PATH, { ...page.fields(FORM), ...changes }, {});
}

export const SENDER = {
  submitterName: 'Nora Beispiel',
  submitterEmail: 'nora@example.org',
  consent: 'yes',
};

/** Brings a file, sends all of it, and reads the mail. */
export async function handInMany(
  portal: Portal,
  text: string | Buffer,
  changes: Fields = {},
  name = 'programm.csv',
): Promise<{ id: string; token: string; receipt: string }> {
  const visitor = visit(portal.url);
  const page = await bring(visitor, text, name);
  const sent = await goOn(visitor, page, { ...SENDER, ...changes, step: 'send' });
  if (sent.status !== 303) throw new Error(`the file was refused: ${sent.text.slice(0, 4_000)}`);
  await portal.work();
  portal.clock.advance(60_000);
  await portal.work();
  const to = String(changes['submitterEmail'] ?? SENDER.submitterEmail);
  const letter = portal.letters.findLast(
    (one) => one.to.address === to && one.text.includes('/sammlung/'),
  );
  const token = /\/sammlung\/([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
  return {
    id: readToken(portal.services.secret, 'batch', token) ?? '',
    token,
    receipt: sent.location.split('/').at(-1) ?? '',
  };
}
