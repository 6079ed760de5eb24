import { isAddressStatus } from '../domain/mail-status.ts';

interface Refusal {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
}

/** RFC 5321: a reply that begins with 5 is a refusal for good, one with 4 is for now. */
export function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as Refusal;
  // A wrong password in the settings is refused with 535, and is no fault of the letter.
  if (code === 'EAUTH') return false;
  return typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
}

/** Does the reply say that there is nobody at this address, and not that our letter is unwanted? */
export function isAboutAddress(error: unknown): boolean {
  const { command, response } = error as Refusal;
  if (!isFinal(error) || command !== 'RCPT TO') return false;
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(String(response))?.[1];
  return status === undefined || isAddressStatus(status);
}
