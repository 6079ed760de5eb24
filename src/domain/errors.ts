/**
 * What can go wrong, named for what happened. One handler in the web layer maps each to a page;
 * no other code thinks about status codes.
 */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** The address needs a signed-in account. */
export class NotSignedIn extends Error {
  override name = 'NotSignedIn';
}

/** The account is known, what it asks for exists, but this person may not do it. */
export class NotPermitted extends Error {
  override name = 'NotPermitted';
}

/** The machine does not allow the event in the present state. `possible` lists what it does allow. */
export class NotPossible extends Error {
  override name = 'NotPossible';
  readonly possible: readonly string[];
  constructor(event: string, possible: readonly string[]) {
    super(`${event} is not possible now`);
    this.possible = possible;
  }
}

/** The page that the command came from is outdated. `since` is the version that it showed. */
export class OutOfDate extends Error {
  override name = 'OutOfDate';
  readonly since: number;
  constructor(since: number) {
    super(`changed since version ${String(since)}`);
    this.since = since;
  }
}

/** The key of a form, or of a program's request, was used for something else before. */
export class KeyTaken extends Error {
  override name = 'KeyTaken';
}

/** Input that cannot be used: a message key for each field, with the values its sentence needs. */
export class Invalid extends Error {
  override name = 'Invalid';
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problems.map((problem) => `${problem.field}: ${problem.message}`).join('; '));
    this.problems = problems;
  }
}

export interface FieldProblem {
  readonly field: string;
  /** A key of the words in `src/locales`, below `problem.`. */
  readonly message: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Too many requests: `retryAfter` is in seconds. */
export class TooFast extends Error {
  override name = 'TooFast';
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super(`too fast, again in ${String(retryAfter)} s`);
    this.retryAfter = retryAfter;
  }
}
