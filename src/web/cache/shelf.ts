interface Kept<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/** So much of the budget at most is for what was asked for again; the rest is where it can begin. */
const OFTEN_SHARE = 0.8;
/** One value may take so much; a larger one would push out hundreds of others. */
const LARGEST_SHARE = 0.25;

/**
 * Keeps values under a budget of bytes. What was asked for again is kept before what was asked for
 * once: somebody who walks through every filter of every list, or makes addresses up, pushes out what
 * was made for him, and not the pages that people read.
 */
export class Shelf<Value> {
  readonly #budget: number;
  readonly #sizeOf: (value: Value) => number;
  /** Both with the one that was used longest ago first. */
  readonly #once = new Map<string, Kept<Value>>();
  readonly #often = new Map<string, Kept<Value>>();
  #bytes = 0;
  #oftenBytes = 0;

  constructor(budget: number, sizeOf: (value: Value) => number) {
    this.#budget = budget;
    this.#sizeOf = sizeOf;
  }

  /** What all that is kept takes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Gives a value without noting that it was asked for: it may be out of date. */
  peek(key: string): Value | undefined {
    return (this.#often.get(key) ?? this.#once.get(key))?.value;
  }

  /** Notes that it was asked for again. */
  touch(key: string): void {
    const kept = this.#take(key);
    if (kept !== undefined) this.#layOften(key, kept);
  }

  /** Keeps a value, or its new state in the place of the old one. */
  put(key: string, value: Value): void {
    const wasOften = this.#often.has(key);
    this.#take(key);
    const kept = { value, bytes: this.#sizeOf(value) };
    if (kept.bytes > this.#budget * LARGEST_SHARE) return;
    if (wasOften) this.#layOften(key, kept);
    else this.#lay(this.#once, key, kept);
    while (this.#bytes > this.#budget) {
      const [oldest] = this.#once.size > 0 ? this.#once.keys() : this.#often.keys();
      this.#take(oldest ?? '');
    }
  }

  #layOften(key: string, kept: Kept<Value>): void {
    this.#lay(this.#often, key, kept);
    this.#oftenBytes += kept.bytes;
    while (this.#oftenBytes > this.#budget * OFTEN_SHARE) {
      const [oldest = ''] = this.#often.keys();
      const taken = this.#take(oldest);
      if (taken !== undefined) this.#lay(this.#once, oldest, taken);
    }
  }

  #lay(where: Map<string, Kept<Value>>, key: string, kept: Kept<Value>): void {
    where.set(key, kept);
    this.#bytes += kept.bytes;
  }

  #take(key: string): Kept<Value> | undefined {
    const often = this.#often.get(key);
    const kept = often ?? this.#once.get(key);
    if (kept === undefined) return undefined;
    this.#bytes -= kept.bytes;
    if (often !== undefined) this.#oftenBytes -= kept.bytes;
    this.#often.delete(key);
    this.#once.delete(key);
    return kept;
  }
}
