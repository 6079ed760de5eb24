import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** What is shorter is sent as a whole, so that it is kept, packed and answered with 304. */
const WHOLE_BYTES = 2_000_000;

/**
 * Sends a text that is made piece by piece. A long one leaves as it is made, no faster than its
 * reader takes it: memory holds a piece and not the whole.
 */
export async function sendChunks(
  res: Response,
  chunks: AsyncGenerator<Buffer | string>,
): Promise<void> {
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const step: IteratorResult<Buffer | string> = await chunks.next();
    if (step.done === true) {
      res.send(Buffer.concat(parts));
      return;
    }
    const { value } = step;
    const part = typeof value === 'string' ? Buffer.from(value) : value;
    parts.push(part);
    length += part.length;
    if (length >= WHOLE_BYTES) break;
  }
  const all = async function* () {
    yield Buffer.concat(parts.splice(0));
    yield* chunks;
  };
  try {
    await pipeline(Readable.from(all(), { highWaterMark: 1 }), res);
  } catch (error) {
    // Whoever went away is told nothing more; anything else ends the answer in the middle, as it must.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
