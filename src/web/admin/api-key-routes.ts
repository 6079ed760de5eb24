import { Router, type Request, type Response } from 'express';
import { listApiKeys, revokeApiKey } from '../../db/api-keys.ts';
import { Invalid, type FieldProblem } from '../../domain/errors.ts';
import { formatMoment } from '../../locales/formats.ts';
import { issueApiKey } from '../../workflow/issue-api-key.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';

const FIELDS = ['organisation', 'contactName', 'contactEmail'] as const;

/** Keys with which organisations' own programs hand in; adminRoutes has let nobody else this far. */
export function apiKeyRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.apiKeys, (req, res) => showKeys(parts, req, res, {}));
  router.post(ROUTES.apiKeys, async (req, res) => {
    const revoke = oneValue(req.body, 'revoke');
    if (revoke !== '') {
      await parts.db.transact((tx) => revokeApiKey(tx, revoke, parts.now()));
      res.redirect(303, contextOf(res).paths.apiKeys());
      return;
    }
    const typed = Object.fromEntries(FIELDS.map((name) => [name, oneValue(req.body, name)]));
    try {
      // Shown on this page and never again, so there is nothing to lead to.
      const key = await issueApiKey(parts, typed);
      await showKeys(parts, req, res, { key });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await showKeys(parts, req, res, { typed, problems: error.problems });
    }
  });
  return router;
}

interface Shown {
  readonly key?: string;
  readonly typed?: Readonly<Record<string, string>>;
  readonly problems?: readonly FieldProblem[];
}

async function showKeys(parts: WebParts, req: Request, res: Response, shown: Shown): Promise<void> {
  const context = contextOf(res);
  const { words } = context;
  const { key = '', typed = {}, problems = [] } = shown;
  const keys = await listApiKeys(parts.db.read);
  sendPage(
    res,
    'admin/api-keys',
    {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('apiKeys.title'),
      key,
      fields: FIELDS.map((name) => {
        const problem = problems.find((one) => one.field === name);
        return {
          name,
          label: words.t(`apiKeys.${name}`),
          value: typed[name] ?? '',
          problem:
            problem === undefined ? '' : words.t(`problem.${problem.message}`, problem.values),
        };
      }),
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
