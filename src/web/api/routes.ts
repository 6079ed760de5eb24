import express, { Router, type Request, type Response } from 'express';
import { randomUUID } from 'node:crypto';
import { findApiKey, type ApiKey } from '../../db/api-keys.ts';
import { findByReference } from '../../db/submissions.ts';
import { Invalid, KeyTaken, NotFound } from '../../domain/errors.ts';
import { isReference } from '../../domain/reference.ts';
import { KINDS } from '../../domain/submission-types.ts';
import { hashApiKey, noteUse } from '../../workflow/issue-api-key.ts';
import { countUses } from '../../workflow/count-uses.ts';
import { receiveSubmission } from '../../workflow/receive-submission.ts';
import { contextOf } from '../context.ts';
import { readMultipart } from '../files/upload.ts';
import { findRoute, withRoutedStadtteil } from '../../workflow/find-route.ts';
import { confirmLimit, limitKey } from '../limits.ts';
import { kept } from '../keep.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { hsdsRoutes } from './hsds-routes.ts';
import { newsRoutes } from './news-routes.ts';
import { describeApi } from './openapi.ts';
import { presentApi } from './pages.ts';
import { NoKey, sendProblem } from './problem.ts';
import { readIntake } from './read-intake.ts';
import { HOUR } from '../../domain/time.ts';
import { readRoutes } from './read-routes.ts';

const PER_KEY = { points: 600, perMilliseconds: HOUR };
const WRONG_KEYS = { points: 30, perMilliseconds: HOUR };

/** The forms for programs: the same fields, the same checks, the same queue. */
export function apiRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.openApi, kept('places'), (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300');
    res.json(describeApi(contextOf(res), parts.baseUrl));
  });
  router.get(ROUTES.apiDocs, kept('places'), (_req, res) => {
    const context = contextOf(res);
    sendPage(res, 'api/docs', {
      title: context.words.t('api.title'),
      description: context.words.t('api.lead'),
      ...presentApi(context),
    });
  });
  router.post(
    ROUTES.apiSubmissions,
    noStore,
    (req, res, next) => {
      // The key first: nobody else's text is read.
      void countedKey(parts, req)
        .then((key) => {
          res.locals['apiKey'] = key;
          next();
        })
        .catch(next);
    },
    express.json({ limit: '300kb' }),
    readMultipart,
    (req, res) => takeSubmission(parts, req, res),
  );
  router.get(ROUTES.apiSubmission, noStore, (req, res) => showSubmission(parts, req, res));
  router.use(newsRoutes(parts));
  router.use(readRoutes(parts));
  router.use(hsdsRoutes(parts));
  router.use(
    ROUTES.apiDocs,
    (error: unknown, req: Request, res: Response, next: express.NextFunction): void => {
      if (res.headersSent) next(error);
      else sendProblem(parts, req, res, error);
    },
  );
  return router;
}

/** The key that a request brings, as RFC 6750 has it. Guessing is slowed by network address. */
async function loadKey(parts: WebParts, req: Request): Promise<ApiKey> {
  const given = /^Bearer ([\w-]{10,100})$/.exec(req.get('Authorization') ?? '')?.[1];
  const key = given === undefined ? undefined : await findApiKey(parts.db.read, hashApiKey(given));
  if (key === undefined) {
    const limit = limitKey(parts.secret, 'apikey', req, parts.now());
    await countUses(parts, [{ key: limit, limit: WRONG_KEYS }]);
    throw new NoKey('no key, or one that is not known');
  }
  return key;
}

/** What is refused later counts too: reading pictures is the most costly thing that we do. */
async function countedKey(parts: WebParts, req: Request): Promise<ApiKey> {
  const key = await loadKey(parts, req);
  await countUses(parts, [{ key: `api ${key.id}`, limit: PER_KEY }]);
  return key;
}

async function takeSubmission(parts: WebParts, req: Request, res: Response): Promise<void> {
  const key = res.locals['apiKey'] as ApiKey;
  const kind = KINDS.find((known) => known === req.params['kind']);
  if (kind === undefined) throw new NotFound('kind');
  const { words, city } = contextOf(res);
  const { content, submitter } = await readIntake(parts, req, kind, key, words.language);
  const route = await findRoute(parts, content);
  const given = req.get('Idempotency-Key') ?? '';
  const idempotencyKey = `api ${key.id} ${given === '' ? randomUUID() : given.slice(0, 200)}`;
  const received = await receiveSubmission(parts, {
    content: withRoutedStadtteil(content, route),
    submitter,
    route,
    language: words.language,
    idempotencyKey,
    fillSeconds: 0,
    // The key answers for its own contact; a third person's postbox is not its to fill.
    limits:
      submitter.email.toLowerCase() === key.contactEmail.toLowerCase()
        ? []
        : [confirmLimit(parts, submitter.email)],
    origin: { source: 'api', confirmed: true, apiKeyId: key.id },
  }).catch((error: unknown) => {
    if (!(error instanceof KeyTaken)) throw error;
    throw new Invalid([{ field: 'Idempotency-Key', message: 'keyUsed' }]);
  });
  await noteUse(parts, key.id);
  const district = city.byId.get(received.districtId) ?? city.portal;
  res
    .status(201)
    .set('Location', contextOf(res).paths.apiSubmission(kind, received.reference))
    .json({
      reference: received.reference,
      kind,
      district: district.slug,
      office: district.officeName,
      routedBy: route.routedBy,
      statusUrl: parts.links.status(received.id, words.language),
    });
}

/** What became of it; a key sees only what was handed in with it. */
async function showSubmission(parts: WebParts, req: Request, res: Response): Promise<void> {
  const key = await loadKey(parts, req);
  const { city, words } = contextOf(res);
  const reference = String(req.params['reference']).toUpperCase();
  const submission = isReference(reference)
    ? await findByReference(parts.db.read, reference)
    : undefined;
  if (submission?.apiKeyId !== key.id || submission.kind !== req.params['kind']) {
    throw new NotFound(reference);
  }
  const district = city.byId.get(submission.districtId) ?? city.portal;
  res.json({
    reference: submission.reference,
    kind: submission.kind,
    title: submission.title,
    district: district.slug,
    office: district.officeName,
    review: submission.review,
    publication: submission.publication,
    statusUrl: parts.links.status(submission.id, words.language),
    ...(submission.publication === 'live'
      ? {
          publicUrl: parts.links.item(
            submission.kind,
            submission.slug,
            district.slug,
            words.language,
          ),
        }
      : {}),
  });
}
