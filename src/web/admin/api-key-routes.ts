import { Router, type Request, type Response } from 'express';
import { listApiKeys } from '../../db/api-keys.ts';
import { Invalid, type FieldProblem } from '../../domain/errors.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { formatMoment } from '../../locales/formats.ts';
import { issueApiKey, lockApiKey } from '../../workflow/issue-api-key.ts';
import { readAnswers } from '../answers.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import { checkGuards, newGuards, type FormGuards } from '../form-guards.ts';
import type { Field } from '../form-fields.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentQuestion } from '../present-field.ts';
import { presentProblems } from '../problems.ts';
import { sendPage } from '../render.ts';

const FIELDS: readonly Field[] = [
  { name: 'organisation', type: 'line', required: true, max: 160 },
  { name: 'contactName', type: 'line', required: true, max: 120 },
  { name: 'contactEmail', type: 'email', required: true, max: 254 },
];

/** Keys with which organisations' own programs hand in; adminRoutes has let nobody else this far. */
export function apiKeyRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.apiKeys, (req, res) => showKeys(parts, req, res, {}));
  router.post(ROUTES.apiKeys, async (req, res) => {
    const revoke = oneValue(req.body, 'revoke');
    if (revoke !== '') {
      await lockApiKey(parts, revoke);
      res.redirect(303, contextOf(res).paths.apiKeys());
      return;
    }
    const typed = readAnswers(req);
    const guards = checkGuards(typed, parts.secret, parts.now());
    try {
      if (guards.problems.length > 0) throw new Invalid(guards.problems);
      // Shown on this page and never again, so there is nothing to lead to.
      const key = await issueApiKey(parts, typed, guards.key);
      await showKeys(parts, req, res, { key });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const isOver = error.problems.some(({ field }) => field === '');
      const kept = isOver ? newGuards(parts.secret, parts.now()) : guards;
      await showKeys(parts, req, res, { typed, problems: error.problems, guards: kept });
    }
  });
  return router;
}

interface Shown {
  readonly key?: string;
  readonly typed?: Answers;
  readonly problems?: readonly FieldProblem[];
  readonly guards?: FormGuards;
}

async function showKeys(parts: WebParts, req: Request, res: Response, shown: Shown): Promise<void> {
  const context = contextOf(res);
  const { words } = context;
  const { key = '', typed = {}, guards = newGuards(parts.secret, parts.now()) } = shown;
  const order = FIELDS.map(({ name }) => name);
  const problems = presentProblems(words, shown.problems ?? [], order);
  const keys = await listApiKeys(parts.db.read);
  sendPage(
    res,
    'admin/api-keys',
    {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('apiKeys.title'),
      key,
      guards,
      problem: problems.find(({ field }) => field === '')?.text ?? '',
      fields: FIELDS.map((field) =>
        presentQuestion(field, {
          label: words.t(`apiKeys.${field.name}`),
          answers: typed,
          problem: problems.find((problem) => problem.field === field.name)?.text ?? '',
        }),
      ),
      keys: keys.map((row) => ({
        id: row.id,
        organisation: row.organisation,
        contact: `${row.contactName}, ${row.contactEmail}`,
        hint: `${row.hint}…`,
        revoked: row.revokedAt !== null,
        used:
          row.revokedAt !== null
            ? words.t('apiKeys.revokedAt', {
                moment: formatMoment(words, parts.zone, row.revokedAt),
              })
            : row.lastUsedAt === null
              ? words.t('apiKeys.unused')
              : words.t('apiKeys.used', {
                  moment: formatMoment(words, parts.zone, row.lastUsedAt),
                }),
      })),
    },
    problems.length > 0 ? 422 : 200,
  );
}
