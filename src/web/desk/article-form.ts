import type { Request } from 'express';
import type { Article } from '../../db/articles.ts';
import { findAttachment, type Attachment } from '../../db/attachments.ts';
import type { Database } from '../../db/connection.ts';
import { ARTICLE_LIMITS, type ArticleKind } from '../../domain/articles.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { cleanLine, cleanText, saysSomething } from '../../domain/text.ts';
import { SPOKEN_LANGUAGES } from '../../domain/vocabulary.ts';
import { LANGUAGES } from '../../locales/languages.ts';
import type { ArticleText } from '../../workflow/keep-article.ts';
import { readAnswers, textOf } from '../answers.ts';
import { keepFiles } from '../files/keep-files.ts';
import { readAttached } from '../files/read-attached.ts';
import { checkGuards, type FormGuards } from '../form-guards.ts';
import type { WebParts } from '../parts.ts';

/** In what an office writes: what is spoken here, and the interface's own, easy German among them. */
export const ARTICLE_LANGUAGES: readonly string[] = [
  ...new Set([...LANGUAGES.map(({ code }) => code as string), ...SPOKEN_LANGUAGES]),
];

export interface ArticleForm {
  readonly answers: Answers;
  readonly files: readonly Attachment[];
  readonly guards: FormGuards;
  readonly problems: readonly FieldProblem[];
  readonly tooLarge: boolean;
  /** As far as it can be used; what is wrong with it stands among the problems. */
  readonly text: ArticleText;
}

/** From a request to clean input. What was typed and uploaded is kept, whatever is wrong with it. */
export async function readArticleForm(
  parts: WebParts,
  req: Request,
  kind: ArticleKind,
): Promise<ArticleForm> {
  const given = readAnswers(req);
  const guards = checkGuards(given, parts.secret, parts.now());
  const kept = await keepFiles(parts, req, given, guards.key, null);
  const { attached, problems: saidOfPictures } = readAttached(kept.answers, kept.files);
  const text = readText(kept.answers, attached.images[0] ?? null);
  return {
    answers: kept.answers,
    files: kept.files,
    guards,
    tooLarge: kept.tooLarge,
    text,
    problems: [
      ...guards.problems,
      ...kept.problems,
      ...saidOfPictures,
      ...(attached.images.length > 1
        ? [{ field: 'images', message: 'tooManyPictures', values: { max: 1 } }]
        : []),
      ...listProblems(text, kind),
    ],
  };
}

function readText(answers: Answers, image: ArticleText['image']): ArticleText {
  const language = textOf(answers, 'language');
  return {
    title: cleanLine(textOf(answers, 'title')),
    summary: cleanLine(textOf(answers, 'summary')),
    body: cleanText(textOf(answers, 'body')),
    language: ARTICLE_LANGUAGES.includes(language) ? language : 'de',
    image,
    position: Math.max(
      0,
      Math.min(ARTICLE_LIMITS.position, Math.trunc(Number(textOf(answers, 'position'))) || 0),
    ),
  };
}

function listProblems(text: ArticleText, kind: ArticleKind): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!saysSomething(text.title)) problems.push({ field: 'title', message: 'titleMissing' });
  // A list shows what news are about; a page may do with its title.
  if (kind === 'news' && !saysSomething(text.summary)) {
    problems.push({ field: 'summary', message: 'summaryMissing' });
  }
  if (!saysSomething(text.body)) problems.push({ field: 'body', message: 'articleBodyMissing' });
  for (const name of ['title', 'summary', 'body'] as const) {
    const over = text[name].length - ARTICLE_LIMITS[name];
    if (over <= 0) continue;
    problems.push({
      field: name,
      message: 'tooLongBy',
      values: { max: ARTICLE_LIMITS[name], over },
    });
  }
  return problems;
}

/** What the form of an article shows that is kept already. */
export async function recallArticle(
  db: Database,
  article: Article,
): Promise<{ answers: Answers; files: Attachment[] }> {
  const { image } = article;
  const file = image === null ? undefined : await findAttachment(db, image.id);
  return {
    files: file === undefined ? [] : [file],
    answers: {
      title: article.title,
      summary: article.summary,
      body: article.body,
      language: article.language,
      position: String(article.position),
      ...(image === null
        ? {}
        : {
            imageId: [image.id],
            imageAlt: [image.alt],
            imageCredit: [image.credit],
            imageLicence: [image.licence],
            imagePersons: [image.persons],
            imageFocus: [image.focus],
          }),
    },
  };
}
