import { toAnswers } from '../../src/web/contribute/pages.ts';
import { newGuards } from '../../src/web/form-guards.ts';
import { SECRET } from './databases.ts';
import { readTemplates } from './templates.ts';

export const FORM = '/einreichen/veranstaltung';

/** Forms as the check page sends them, each with its own key: what a browser would post last. */
export async function makeForms(count: number): Promise<string[]> {
  const templates = (await readTemplates(Date.now())).filter((one) => one.content.kind === 'event');
  return Array.from({ length: count }, (_, index) => {
    const { content, submitter } = templates[index % templates.length]!;
    const { key, stamp } = newGuards(SECRET, Date.now());
    const form = new URLSearchParams({ key, stamp, step: 'send', consent: 'yes' });
    for (const [name, value] of Object.entries(toAnswers(content))) {
      for (const one of [value ?? []].flat()) form.append(name, one);
    }
    form.append('submitterName', submitter.name);
    form.append('submitterEmail', submitter.email);
    return form.toString();
  });
}
