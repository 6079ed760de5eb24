import { hash, verify } from '@node-rs/argon2';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { Strategy } from 'passport-local';
import { findAccount, findAccountByEmail } from '../../db/accounts.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Account } from '../../domain/permissions.ts';
import { countUses } from '../../workflow/count-uses.ts';
import { welcomeAccount } from '../../workflow/welcome-account.ts';
import { sendPasswordLink, setPassword } from '../../workflow/reset-password.ts';
import { contextOf, findAccountOf, oneValue } from '../context.ts';
import { pseudonym } from '../../domain/tokens.ts';
import type { SignIn } from '../middleware/sessions.ts';
import { limitKey, LINKS_PER_HOUR, SIGN_IN_LIMIT } from '../limits.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { showSignIn } from '../show-sign-in.ts';
import { isOwnPath, listTyped, readUnsent, type Unsent } from '../unsent.ts';
import { deskFrame } from '../desk-frame.ts';
import { ARGON2, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../domain/passwords.ts';
import { describePasswordToken, readPasswordToken } from '../password-token.ts';

// Checked when there is no such account, so that an unknown address takes as long as a wrong password.
let decoy: Promise<string> | undefined;

/** Signing in and out, and a new password by mail. */
export function signInRoutes(parts: WebParts, signIn: SignIn): Router {
  signIn.use(
    new Strategy({ usernameField: 'email', passwordField: 'password' }, checkPassword(parts)),
  );
  const secure = parts.baseUrl.startsWith('https:');
  const router = Router();

  router.get(ROUTES.signIn, (req, res) => {
    const next = safeTarget(oneValue(req.query, 'weiter'));
    if (findAccountOf(req)) res.redirect(303, next || contextOf(res).paths.queue());
    else showSignIn(res, { next });
  });
  router.post(ROUTES.signIn, slowDown(parts), (req, res, next) => {
    const target = safeTarget(oneValue(req.body, 'weiter'));
    const email = oneValue(req.body, 'email');
    const password = oneValue(req.body, 'password');
    const unsent = readUnsent(oneValue(req.body, 'unsent'));
    const refuse = () => {
      showSignIn(res, { next: target, email, wrong: true, unsent });
    };
    // passport-local looks into the query for what it misses, and past the limit that was counted.
    if (email === '' || password === '' || password.length > MAX_PASSWORD_LENGTH) {
      refuse();
      return;
    }
    req.body = { email, password };
    const authenticate = signIn.authenticate(
      'local',
      (error: unknown, account: Account | false) => {
        if (error) {
          next(error);
          return;
        }
        if (account === false) {
          refuse();
          return;
        }
        // Passport renews the session here, so that one laid out beforehand is worth nothing.
        req.logIn(account, (failure: unknown) => {
          if (failure) next(failure);
          else if (unsent !== undefined) showUnsent(res, account, unsent, target);
          else res.redirect(303, target || contextOf(res).paths.queue());
        });
      },
    ) as RequestHandler;
    void authenticate(req, res, next);
  });
  router.post(ROUTES.signOut, (req, res, next) => {
    req.session.destroy((error: unknown) => {
      if (error) next(error);
      else
        // Without `Secure` a browser would not touch a `__Host-` cookie.
        res
          .clearCookie(secure ? '__Host-sitzung' : 'sitzung', { path: '/', secure })
          .redirect(303, contextOf(res).paths.signIn());
    });
  });
  router.get(ROUTES.password, (_req, res) => {
    showForgotten(res, false);
  });
  router.post(ROUTES.password, async (req, res) => {
    await sendLink(parts, req);
    showForgotten(res, true);
  });
  router.get(ROUTES.newPassword, async (req, res) => {
    await loadByPasswordToken(parts, req.params.token);
    showNewPassword(res, req.params.token, '');
  });
  router.post(ROUTES.newPassword, async (req, res) => {
    const token = req.params.token;
    const accountId = await loadByPasswordToken(parts, token);
    const password = oneValue(req.body, 'password');
    if (password.length < MIN_PASSWORD_LENGTH) {
      showNewPassword(res, token, 'passwordShort', { min: MIN_PASSWORD_LENGTH });
      return;
    }
    if (password.length > MAX_PASSWORD_LENGTH) {
      showNewPassword(res, token, 'tooLong', { max: MAX_PASSWORD_LENGTH });
      return;
    }
    await setPassword(parts, accountId, password);
    res.redirect(303, contextOf(res).paths.signIn());
  });
  return router;
}

function checkPassword(parts: WebParts) {
  return (
    email: string,
    password: string,
    done: (error: unknown, account?: Account | false) => void,
  ): void => {
    const check = async (): Promise<Account | false> => {
      const row = await findAccountByEmail(parts.db.read, email);
      decoy ??= hash('nobody has this password', ARGON2);
      const stored = row?.passwordHash ? row.passwordHash : await decoy;
      const right = await verify(stored, password);
      if (!right || row === undefined || row.passwordHash === '') return false;
      await welcomeAccount(parts, row.id, accountLimitKey(parts, 'sign-in', email));
      return (await findAccount(parts.db.read, row.id)) ?? false;
    };
    check().then((account) => {
      done(null, account);
    }, done);
  };
}

function accountLimitKey(parts: WebParts, what: 'sign-in' | 'password', email: string): string {
  return `${what} ${pseudonym(parts.secret, what, email.trim().toLowerCase())}`;
}

/** Slower per network address and per account, without telling whether the account exists. */
function slowDown(parts: WebParts): RequestHandler {
  return async (req, _res, next) => {
    const now = parts.now();
    const email = oneValue(req.body, 'email');
    const perAddress = { ...SIGN_IN_LIMIT, points: SIGN_IN_LIMIT.points * 10 };
    await countUses(parts, [
      { key: accountLimitKey(parts, 'sign-in', email), limit: SIGN_IN_LIMIT },
      { key: limitKey(parts.secret, 'sign-in', req, now), limit: perAddress },
    ]);
    next();
  };
}

/** Nothing is sent by signing in: the person reads it once more and presses the button. */
function showUnsent(res: Response, account: Account, unsent: Unsent, target: string): void {
  const context = contextOf(res);
  sendPage(res, 'desk/unsent', {
    ...deskFrame(context, account, ''),
    title: context.words.t('desk.unsent.title'),
    unsent,
    typed: listTyped(unsent),
    next: target || context.paths.queue(),
  });
}

function showForgotten(res: Response, sent: boolean): void {
  const { words } = contextOf(res);
  sendPage(res, 'desk/forgotten', { title: words.t('password.title'), noIndex: true, sent });
}

function showNewPassword(
  res: Response,
  token: string,
  problem: string,
  values: Record<string, number> = {},
): void {
  const { words } = contextOf(res);
  sendPage(
    res,
    'desk/new-password',
    {
      title: words.t('password.newTitle'),
      noIndex: true,
      token,
      min: MIN_PASSWORD_LENGTH,
      problem: problem === '' ? '' : words.t(`problem.${problem}`, values),
    },
    problem === '' ? 200 : 422,
  );
}

/** The answer is the same whether there is such an account or not. */
async function sendLink(parts: WebParts, req: Request): Promise<void> {
  const email = oneValue(req.body, 'email');
  const now = parts.now();
  await sendPasswordLink(
    parts,
    email,
    [
      { key: limitKey(parts.secret, 'password', req, now), limit: LINKS_PER_HOUR },
      { key: accountLimitKey(parts, 'password', email), limit: LINKS_PER_HOUR },
    ],
    (row) => describePasswordToken(parts.secret, row.id, row.passwordHash, now),
  );
}

async function loadByPasswordToken(parts: WebParts, token: string): Promise<string> {
  const accountId = await readPasswordToken(parts, token);
  if (accountId === undefined) throw new NotFound('password token');
  return accountId;
}

function safeTarget(target: string): string {
  return isOwnPath(target) ? target : '';
}
