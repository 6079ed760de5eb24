import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** What is shorter is sent as a whole, so that it is kept, packed and answered with 304. */
const WHOLE_CHARACTERS = 2_000_000;

/**
 * Sends a text that is made piece by piece. A long one leaves as it is made, no faster than its
 * reader takes it: memory holds a piece and not the whole.
 */
export async function sendChunks(res: Response, chunks: AsyncGenerator<string>): Promise<void> {
  const parts: string[] = [];
  let length = 0;
  for (;;) {
    const step: IteratorResult<string> = await chunks.next();
    if (step.done === true) {
      res.send(parts.join(''));
      return;
    }
    parts.push(step.value);
    length += step.value.length;
    if (length >= WHOLE_CHARACTERS) break;
  }
  const all = async function* () {
    yield parts.splice(0).join('');
    yield* chunks;
  };
  try {
    await pipeline(Readable.from(all(), { highWaterMark: 1 }), res);
  } catch (error) {
    // Whoever went away is told nothing more; anything else ends the answer in the middle, as it must.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
