import { Router, type RequestHandler } from 'express';
import { listAccounts } from '../../db/accounts.ts';
import { listMailMarks, RETURNED } from '../../db/mail-marks.ts';
import { findMail, listOutbox, type OutboxMail } from '../../db/outbox.ts';
import { NotFound, NotPermitted } from '../../domain/errors.ts';
import { mayAdminister } from '../../domain/permissions.ts';
import { digestAddress } from '../../domain/tokens.ts';
import { formatDay, formatMoment } from '../../locales/formats.ts';
import { composeMail } from '../../mail/compose.ts';
import { retryMail } from '../../workflow/retry-mail.ts';
import { accountOf, contextOf, oneValue, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { hideTokens } from '../hide-tokens.ts';
import { sendPage } from '../render.ts';
import { deskFrame } from '../desk-frame.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { districtRoutes } from './districts/routes.ts';
import { settingsRoutes } from './settings-routes.ts';

const STATUSES = ['waiting', 'failed', 'sent', 'kept', 'skipped'] as const;

/** What runs the portal: the outbox with its failures, and who has an account. */
export function adminRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.admin, onlyAdministrators);

  router.get(ROUTES.admin, async (req, res) => {
    const context = contextOf(res);
    const { words } = context;
    const failed = await listOutbox(parts.db.read, 'failed');
    sendPage(res, 'admin/home', {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('admin.title'),
      failed: failed.length,
    });
  });

  router.get(ROUTES.outbox, async (req, res) => {
    const context = contextOf(res);
    const { words, paths } = context;
    const status = STATUSES.find((known) => known === oneValue(req.query, 'stand'));
    const mails = await listOutbox(parts.db.read, status);
    const marks = await listBounces(parts, context, mails);
    sendPage(res, 'admin/outbox', {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('outbox.title'),
      filters: [undefined, ...STATUSES].map((name) => ({
        url: paths.outbox({ stand: name }),
        label: words.t(name === undefined ? 'outbox.all' : `outbox.${name}`),
        current: name === status,
      })),
      mails: mails.map((mail) => ({
        id: mail.id,
        url: paths.outboxMail(mail.id),
        retryUrl: paths.outboxRetry(mail.id),
        subject: composeMail(mail, parts.links, parts.zone).subject,
        to: mail.toAddress,
        status: mail.status,
        statusWord: words.t(`outbox.${mail.status}`),
        moment: formatMoment(words, parts.zone, mail.sentAt ?? mail.sendAfter),
        attempts: mail.attempts,
        error: sayError(mail, marks.has(mail.toAddress)),
        bounced: marks.get(mail.toAddress) ?? '',
      })),
    });
  });

  router.get(ROUTES.outboxMail, async (req, res) => {
    const context = contextOf(res);
    const mail = await findMail(parts.db.read, req.params.id);
    if (mail === undefined) throw new NotFound('mail');
    const composed = composeMail(mail, parts.links, parts.zone);
    sendPage(res, 'admin/mail', {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: composed.subject,
      to: `${mail.toName} <${mail.toAddress}>`,
      replyTo: mail.replyTo,
      bounced: (await listBounces(parts, context, [mail])).get(mail.toAddress) ?? '',
      // A letter that has arrived is read here for its words; its private link is the recipient's alone.
      text:
        mail.status === 'sent' || mail.mail === 'passwordReset'
          ? hideTokens(composed.text)
          : composed.text,
      statusWord: context.words.t(`outbox.${mail.status}`),
      error: (mail.lastError ?? '').replace(RETURNED, ''),
    });
  });

  router.post(ROUTES.outboxRetry, async (req, res) => {
    await retryMail(parts, req.params.id);
    res.redirect(303, contextOf(res).paths.outbox());
  });

  router.get(ROUTES.accounts, async (req, res) => {
    const context = contextOf(res);
    const { words } = context;
    const rows = await listAccounts(parts.db.read);
    sendPage(res, 'admin/accounts', {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('accounts.title'),
      accounts: rows.map(({ account, districtNames }) => ({
        name: account.name,
        email: account.email,
        roles: [
          ...districtNames,
          ...(account.isEditor ? [words.t('role.editor')] : []),
          ...(account.isAdministrator ? [words.t('role.administrator')] : []),
        ].join(', '),
        lastSignIn:
          account.lastSignInAt === null
            ? words.t('accounts.never')
            : formatMoment(words, parts.zone, account.lastSignInAt),
      })),
    });
  });
  router.use(settingsRoutes(parts));
  router.use(apiKeyRoutes(parts));
  router.use(districtRoutes(parts));
  return router;
}

/** Why it did not leave. What came back later was one letter, and is told by its address. */
function sayError(mail: OutboxMail, isTold: boolean): string {
  const error = mail.lastError ?? '';
  if (!error.startsWith(RETURNED)) return error;
  return isTold ? '' : error.replace(RETURNED, '');
}

/** What is known against the addresses of these mails, as a sentence for each. */
async function listBounces(
  parts: WebParts,
  context: Context,
  mails: readonly OutboxMail[],
): Promise<Map<string, string>> {
  const digests = new Map(
    mails.map(({ toAddress }) => [toAddress, digestAddress(parts.secret, toAddress)]),
  );
  const marks = await listMailMarks(parts.db.read, [...digests.values()]);
  return new Map(
    [...digests].flatMap(([address, digest]) => {
      const mark = marks.get(digest);
      if (mark?.bouncedAt == null) return [];
      const day = formatDay(context.words, parts.zone, mark.bouncedAt, context.now);
      return [
        [
          address,
          context.words.t('outbox.bounced', {
            day,
            reason: mark.bounceReason.replace(RETURNED, ''),
          }),
        ],
      ];
    }),
  );
}

const onlyAdministrators: RequestHandler = (req, _res, next) => {
  if (!mayAdminister(accountOf(req))) throw new NotPermitted('administration');
  next();
};
