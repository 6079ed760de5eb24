import type { Response } from 'express';
import type { Kind } from '../../domain/submission-types.ts';
import { contextOf } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { sendPage } from '../render.ts';
import type { FormGuards } from '../form-guards.ts';
import { presentForm } from './pages.ts';
import type { FormReading } from './read-form.ts';

export type ShownForm = Pick<FormReading, 'answers' | 'files' | 'problems'> & {
  readonly guards: FormGuards;
  /** It was opened from a draft on the server: until when that stays, and its token. */
  readonly draft?: { readonly deadline: string; readonly token: string };
  /** It was filled from a former submission. */
  readonly copied?: boolean;
  /** Nobody has written anything yet: what this browser still holds may be offered. */
  readonly blank?: boolean;
};

/** What helps in the browser with a form of this kind, for something new or old. */
export function formScripts(kind: Kind): string[] {
  // A series comes first: it makes room for what the form then puts back.
  return [...(kind === 'event' ? ['series.js'] : []), 'form.js', 'form-help.js', 'pictures.js'];
}

/** The form of a kind, for something new. */
export function showForm(
  parts: WebParts,
  res: Response,
  kind: Kind,
  shown: ShownForm,
  status = 200,
): void {
  const context = contextOf(res);
  const { t } = context.words;
  const form = presentForm(context, parts.secret, {
    kind,
    answers: shown.answers,
    guards: shown.guards,
    files: shown.files,
    problems: shown.problems,
    action: context.paths.form(kind),
    isEdit: false,
  });
  // Each form has its own key, so no copy of it may be handed to a second person.
  res.set('Cache-Control', 'no-store');
  sendPage(
    res,
    'contribute/form',
    {
      title: t(`contribute.${kind}.title`),
      lead: t(`contribute.${kind}.lead`),
      current: 'contribute',
      noIndex: shown.draft !== undefined || shown.copied === true,
      script: [...formScripts(kind), 'known.js'],
      form,
      draft: shown.draft && {
        text: t('draft.open.text', { day: shown.draft.deadline }),
        discard: context.paths.discardDraft(shown.draft.token),
      },
      copied: shown.copied === true,
      blank: shown.blank === true,
    },
    status,
  );
}

/** "an…@example.org": enough to notice a slip of the finger, too little for whoever looks over. */
export function maskEmail(email: string): string {
  return email.replace(/^(.{1,2})[^@]*@/, '$1…@');
}
