import { changeMailMark, RETURNED } from '../db/mail-marks.ts';
import { findMail } from '../db/outbox.ts';
import { markReturned } from '../db/mail-outcomes.ts';
import { isAddressStatus } from '../domain/mail-status.ts';
import { hideAddresses } from '../domain/text.ts';
import { digestAddress } from '../domain/tokens.ts';
import type { WorkflowParts } from './parts.ts';

/**
 * Notes that a letter came back: on its row for the administrator, and on the address for the
 * coordinators. Gives `false` where nothing is known of the letter any more, or it was noted before.
 * The id is known to nobody but its recipient, so that strangers cannot mark an address.
 */
export async function noteBounce(
  parts: Pick<WorkflowParts, 'db' | 'secret' | 'now'>,
  bounce: { readonly mailId: string; readonly status: string; readonly diagnostic: string },
): Promise<boolean> {
  const now = parts.now();
  return parts.db.transact(async (tx) => {
    const mail = await findMail(tx, bounce.mailId);
    if (mail === undefined) return false;
    const reason = `${bounce.status} ${bounce.diagnostic}`.trim();
    if ((await markReturned(tx, mail, RETURNED + reason)) === 0) return false;
    if (isAddressStatus(bounce.status)) {
      const digest = digestAddress(parts.secret, mail.toAddress);
      const bounceReason = RETURNED + hideAddresses(reason);
      await changeMailMark(tx, digest, { bouncedAt: now, bounceReason });
    }
    return true;
  });
}
