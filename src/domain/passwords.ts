/** Argon2id with the parameters of OWASP's password storage guide: 19 MiB, two passes, one lane. */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** NIST SP 800-63B asks for length, not for kinds of characters. */
export const MIN_PASSWORD_LENGTH = 12;

/** Working through more costs time and adds nothing. */
export const MAX_PASSWORD_LENGTH = 1_000;
