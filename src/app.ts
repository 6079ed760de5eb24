import express, { type Express } from 'express';
import passport from 'passport';
import { pinoHttp } from 'pino-http';
import { NotFound } from './domain/errors.ts';
import { adminRoutes } from './web/admin/routes.ts';
import { apiRoutes } from './web/api/routes.ts';
import { assetRoutes } from './web/assets/routes.ts';
import { datesRoutes } from './web/contribute/dates-routes.ts';
import { eraseRoutes } from './web/contribute/erase-routes.ts';
import { freshRoutes } from './web/contribute/fresh-routes.ts';
import { draftRoutes } from './web/contribute/draft-routes.ts';
import { helperRoutes } from './web/contribute/helper-routes.ts';
import { batchRoutes } from './web/contribute/batch-routes.ts';
import { manyRoutes } from './web/contribute/many-routes.ts';
import { ownRoutes } from './web/contribute/own-routes.ts';
import { peopleRoutes } from './web/contribute/people-routes.ts';
import { fileRoutes } from './web/contribute/file-routes.ts';
import { contributeRoutes } from './web/contribute/routes.ts';
import { editRoutes } from './web/contribute/edit-routes.ts';
import { statusRoutes } from './web/contribute/status-routes.ts';
import { unsubscribeRoutes } from './web/contribute/unsubscribe-routes.ts';
import { landingDeskRoutes } from './web/desk/landing-routes.ts';
import { subscriptionRoutes } from './web/desk/subscription-routes.ts';
import { deskBatchRoutes } from './web/desk/batch-routes.ts';
import { deskArticleRoutes } from './web/desk/article-routes.ts';
import { reportDeskRoutes } from './web/desk/report-routes.ts';
import { queueRoutes } from './web/desk/queue-routes.ts';
import { submissionRoutes } from './web/desk/submission-routes.ts';
import { signInRoutes } from './web/desk/sign-in-routes.ts';
import { embedRoutes } from './web/sites/embed/routes.ts';
import { healthRoutes } from './web/health-routes.ts';
import { mediaRoutes } from './web/media-routes.ts';
import { errorPages } from './web/middleware/errors.ts';
import { noStore, securityHeaders } from './web/middleware/headers.ts';
import { locate } from './web/middleware/locate.ts';
import { logOptions } from './web/middleware/logging.ts';
import { keepPages } from './web/middleware/page-cache.ts';
import { sameOrigin } from './web/middleware/same-origin.ts';
import { setUpSessions } from './web/middleware/sessions.ts';
import type { WebParts } from './web/parts.ts';
import { ROUTES } from './web/paths.ts';
import { articleRoutes } from './web/sites/article-routes.ts';
import { barrierRoutes } from './web/sites/barrier-routes.ts';
import { reportRoutes } from './web/sites/report-routes.ts';
import { feedRoutes } from './web/sites/feed-routes.ts';
import { formerRoutes } from './web/sites/former-routes.ts';
import { newsFeedRoutes } from './web/sites/news-feed-routes.ts';
import { shareRoutes } from './web/sites/share-routes.ts';
import { siteMapRoutes } from './web/sites/site-map-routes.ts';
import { siteRoutes } from './web/sites/routes.ts';
import { searchRoutes } from './web/sites/search-routes.ts';

const { signIn, signOut, password, queue, admin } = ROUTES;
const SIGNED_IN_AREAS = [signIn, signOut, password, queue, admin];

/** Every middleware and router, in the order in which a request meets them. */
export function createApp(parts: WebParts): Express {
  const secure = parts.baseUrl.startsWith('https:');
  // One of its own: the package's shared one would keep every app of a process apart only by luck.
  const people = new passport.Passport();
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustProxy ?? false);
  app.set('query parser', 'simple');
  app.set('etag', 'strong');
  app.locals['assets'] = parts.assets;

  app.use(keepPages(parts));
  app.use(healthRoutes(parts));
  app.use(pinoHttp(logOptions(parts.log)));
  app.use(assetRoutes(parts.assets, parts.city));
  app.use(securityHeaders(secure));
  app.use(locate(parts));
  app.use(mediaRoutes(parts));
  app.use(sameOrigin);
  // A batch of five hundred is decided in one form, with a box and a version for each.
  app.use(express.urlencoded({ extended: false, limit: '300kb', parameterLimit: 1_200 }));

  app.use(formerRoutes(parts));
  app.use(feedRoutes(parts));
  app.use(newsFeedRoutes(parts));
  app.use(shareRoutes(parts));
  app.use(siteMapRoutes(parts));
  app.use(siteRoutes(parts));
  app.use(articleRoutes(parts));
  app.use(reportRoutes(parts));
  app.use(barrierRoutes(parts));
  app.use(searchRoutes(parts));
  app.use(embedRoutes(parts));
  app.use(helperRoutes(parts));
  app.use(contributeRoutes(parts));
  app.use(draftRoutes(parts));
  app.use(fileRoutes(parts));
  app.use(manyRoutes(parts));
  app.use(batchRoutes(parts));
  app.use(statusRoutes(parts));
  app.use(editRoutes(parts));
  app.use(freshRoutes(parts));
  app.use(datesRoutes(parts));
  app.use(peopleRoutes(parts));
  app.use(eraseRoutes(parts));
  app.use(ownRoutes(parts));
  app.use(unsubscribeRoutes(parts));
  app.use(apiRoutes(parts));

  app.use(SIGNED_IN_AREAS, noStore, ...setUpSessions({ ...parts, secure, signIn: people }));
  app.use(signInRoutes(parts, people));
  app.use(landingDeskRoutes(parts));
  app.use(queueRoutes(parts));
  app.use(deskBatchRoutes(parts));
  app.use(subscriptionRoutes(parts));
  app.use(deskArticleRoutes(parts));
  app.use(reportDeskRoutes(parts));
  app.use(submissionRoutes(parts));
  app.use(adminRoutes(parts));

  app.use((req) => {
    throw new NotFound(req.originalUrl);
  });
  app.use(errorPages(parts.log));
  return app;
}
