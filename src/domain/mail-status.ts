/**
 * Does a mail server's status say that there is nobody at the address? RFC 3463: 5.1 is about the
 * address and 5.2 about the mailbox; 5.7 is policy, such as a sender that it does not like.
 */
export function isAddressStatus(status: string): boolean {
  return /^5\.[12]\./.test(status);
}
