import { v7 as uuid } from 'uuid';
import type { NewMail } from '../db/outbox.ts';

interface Given {
  readonly to: string;
  readonly toName?: string;
  readonly replyTo: string;
  readonly language: string;
  /** UTC milliseconds; it leaves at once. */
  readonly now: number;
  readonly data: Record<string, unknown>;
}

/** A letter to one address that belongs to no single submission. */
export function plainLetter(mail: string, given: Given): NewMail {
  const { to, toName = '', replyTo, language, now, data } = given;
  return {
    id: uuid({ msecs: now }),
    submissionId: null,
    mail,
    toAddress: to,
    toName,
    replyTo,
    language,
    held: false,
    createdAt: now,
    sendAfter: now,
    data,
  };
}
