import type { Response } from 'express';
import { contextOf } from './context.ts';
import { sendPage } from './render.ts';
import { writeUnsent, type Unsent } from './unsent.ts';

export interface SignInForm {
  /** Where to go afterwards; empty: the queue. */
  readonly next: string;
  readonly email?: string;
  readonly wrong?: boolean;
  /** What was typed into a form after the session had ended. */
  readonly unsent?: Unsent | undefined;
}

/** The form to sign in with, which takes along what could not be taken without it. */
export function showSignIn(res: Response, form: SignInForm): void {
  const { next, email = '', wrong = false, unsent } = form;
  const page = {
    title: contextOf(res).words.t('signIn.title'),
    noIndex: true,
    current: 'signIn',
    next,
    email,
    wrong,
    unsent: unsent === undefined ? '' : writeUnsent(unsent),
  };
  // 401 in RFC 9110's meaning (section 15.5.2): the same request is taken once somebody has signed in.
  sendPage(res, 'desk/sign-in', page, wrong ? 422 : unsent === undefined ? 200 : 401);
}
