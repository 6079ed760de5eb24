import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type passport from 'passport';
import { findAccount } from '../../db/accounts.ts';
import type { Connection } from '../../db/connection.ts';
import { deleteSession, readSession, writeSession } from '../../db/sessions.ts';
import type { Account } from '../../domain/permissions.ts';
import { HOUR } from '../../domain/time.ts';

const IDLE_MS = 12 * HOUR;

/** Who signs people in, for one app. */
export type SignIn = InstanceType<typeof passport.Passport>;

interface SessionParts {
  readonly db: Connection;
  readonly secret: string;
  readonly secure: boolean;
  readonly now: () => number;
  readonly signIn: SignIn;
}

type Callback = (error?: unknown, data?: session.SessionData | null) => void;

/** Sessions in our own table, on both engines. The id in the cookie rests there only as a digest. */
class TableStore extends session.Store {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    super();
    this.#parts = parts;
  }

  override get(sid: string, done: Callback): void {
    readSession(this.#parts.db.read, digest(sid), this.#parts.now()).then(
      (data) => {
        done(null, (data as session.SessionData | undefined) ?? null);
      },
      (error: unknown) => {
        done(error);
      },
    );
  }

  override set(sid: string, data: session.SessionData, done: Callback = () => undefined): void {
    const { db, now } = this.#parts;
    const accountId = (data as { passport?: { user?: string } }).passport?.user ?? null;
    const row = {
      idHash: digest(sid),
      accountId,
      data: JSON.parse(JSON.stringify(data)) as Record<string, unknown>,
      expiresAt: now() + IDLE_MS,
    };
    db.transact((tx) => writeSession(tx, row)).then(() => {
      done();
    }, done);
  }

  override touch(sid: string, data: session.SessionData, done: () => void = () => undefined): void {
    this.set(sid, data, done);
  }

  override destroy(sid: string, done: Callback = () => undefined): void {
    this.#parts.db
      .transact((tx) => deleteSession(tx, digest(sid)))
      .then(() => {
        done();
      }, done);
  }
}

function digest(sid: string): string {
  return createHash('sha256').update(sid).digest('base64url');
}

/** Cookie, session and account; mounted only where people sign in, so that visitors get no cookie. */
export function setUpSessions(parts: SessionParts): RequestHandler[] {
  parts.signIn.serializeUser((user, done) => {
    done(null, (user as Account).id);
  });
  parts.signIn.deserializeUser((id: string, done) => {
    findAccount(parts.db.read, id).then(
      (account) => {
        done(null, account ?? false);
      },
      (error: unknown) => {
        done(error);
      },
    );
  });
  return [
    session({
      name: parts.secure ? '__Host-sitzung' : 'sitzung',
      secret: parts.secret,
      store: new TableStore(parts),
      resave: false,
      saveUninitialized: false,
      rolling: false,
      // The address of the portal says https; the proxy in front says so in its own header.
      ...(parts.secure ? { proxy: true } : {}),
      cookie: { httpOnly: true, sameSite: 'lax', secure: parts.secure, path: '/' },
    }),
    parts.signIn.initialize() as RequestHandler,
    parts.signIn.session() as RequestHandler,
  ];
}
