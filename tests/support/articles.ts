import type { Answer, Visitor } from './visitor.ts';

const DESKS = { news: '/redaktion/aktuelles', page: '/redaktion/seiten' } as const;
export type ArticleKind = keyof typeof DESKS;

export const WORDS = {
  title: 'Das Büro zieht um',
  summary: 'Ab Januar findest du uns am Markt.',
  body: '## Warum\n\nDer alte Laden war **zu klein**.\n\n- mehr Licht\n- eine Rampe',
  language: 'de',
};

/** Fills in the form of a new article and sends it; gives the answer. */
export async function write(
  visitor: Visitor,
  kind: ArticleKind,
  changes: Record<string, string> = {},
  step = 'publish',
): Promise<Answer> {
  const form = await visitor.get(`${DESKS[kind]}/neu`);
  return visitor.post(form.action('form.form'), {
    ...form.fields('form.form'),
    ...WORDS,
    ...changes,
    step,
  });
}

/** Writes and publishes; gives the article's id and its slug on the site. */
export async function publish(
  visitor: Visitor,
  kind: ArticleKind,
  changes: Record<string, string> = {},
): Promise<{ id: string; slug: string; desk: string }> {
  const { location, text } = await write(visitor, kind, changes);
  if (location === '') throw new Error(`nothing was published: ${text.slice(0, 3000)}`);
  const desk = location.split('?')[0] ?? '';
  const page = await visitor.get(desk);
  const href = page.document.querySelector('.article-state a')?.getAttribute('href') ?? '';
  return { desk, id: desk.split('/').at(-1) ?? '', slug: href.split('/').at(-1) ?? '' };
}

/** Fills in the form by which content is reported and sends it. */
export async function report(
  visitor: Visitor,
  subject: string,
  changes: Record<string, string> = {},
  site = '',
): Promise<Answer> {
  const form = await visitor.get(`${site}/melden?inhalt=${subject}`);
  return visitor.post(form.action('form.form'), {
    ...form.fields('form.form'),
    reason: 'personalData',
    explanation: 'Auf dem Bild ist meine Tochter zu sehen.',
    reporterName: 'Rosa Meldung',
    reporterEmail: 'rosa@example.org',
    goodFaith: 'yes',
    ...changes,
  });
}

/** The reference that a report got, from where its sender was led. */
export function referenceOf(answer: Answer): string {
  return /MEL-\d\d-\d{4}/.exec(answer.location)?.[0] ?? '';
}
