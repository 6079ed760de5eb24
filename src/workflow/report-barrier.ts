import { v7 as uuid } from 'uuid';
import { putInOutbox } from '../db/outbox.ts';
import type { District } from '../db/places.ts';
import { consume, isFirstUse, type Limit } from '../db/rate-limits.ts';
import { officeOf } from './apply-effects.ts';
import type { WorkflowParts } from './parts.ts';

export interface BarrierMessage {
  readonly formKey: string;
  readonly district: District;
  readonly what: string;
  /** The address of the page, or whatever somebody wrote there. */
  readonly where: string;
  /** Empty: no answer is wanted. */
  readonly email: string;
  readonly language: string;
  readonly limits: readonly { key: string; limit: Limit }[];
}

/** Pressed twice, or sent again by the browser: one letter. */
const FORM_LIFETIME = 24 * 3_600_000;

type Parts = Pick<WorkflowParts, 'db' | 'now' | 'city' | 'mailIsWaiting'>;

/** Takes a barrier to the office as a letter, with a receipt to whoever wants an answer. */
export async function reportBarrier(parts: Parts, message: BarrierMessage): Promise<void> {
  const city = await parts.city();
  const now = parts.now();
  const { district, email, what, where } = message;
  const letter = (mail: 'barrierReported' | 'barrierReceived') => ({
    id: uuid({ msecs: now }),
    submissionId: null,
    mail,
    held: false,
    createdAt: now,
    sendAfter: now,
    data: {
      message: what,
      facts: [
        ...(where === '' ? [] : [{ name: 'reportedPage', text: where }]),
        ...(mail === 'barrierReported' && email !== ''
          ? [{ name: 'publicEmail', text: email }]
          : []),
      ],
      office: officeOf(district, city.names.name),
    },
  });
  await parts.db.transact(async (tx) => {
    if (!(await isFirstUse(tx, `barrier ${message.formKey}`, FORM_LIFETIME, now))) return;
    for (const { key, limit } of message.limits) await consume(tx, key, limit, now);
    await putInOutbox(tx, [
      {
        ...letter('barrierReported'),
        toAddress: district.officeEmail,
        toName: district.officeName,
        replyTo: email,
        language: 'de',
      },
      ...(email === ''
        ? []
        : [
            {
              ...letter('barrierReceived'),
              toAddress: email,
              toName: '',
              replyTo: district.officeEmail,
              language: message.language,
            },
          ]),
    ]);
  });
  parts.mailIsWaiting();
}
