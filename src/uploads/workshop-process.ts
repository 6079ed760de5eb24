import { setPriority } from 'node:os';
import type { Job, JobResult } from './workshop.ts';
import { isActivePdf, isLockedPdf } from './active-pdf.ts';
import { limitWasmMemory } from './limit-wasm-memory.ts';
import { paintFirstPage } from './paint-first-page.ts';
import { drawShare, type ShareWords } from './draw-share.ts';
import { cropShare } from './crop-share.ts';
import { readPicture } from './read-picture.ts';
import { turnPicture } from './write-sizes.ts';

// A process of its own, started by workshop.ts: what strangers send is unpacked here and nowhere else.
limitWasmMemory();
// Whoever reads a page goes first.
setPriority(10);

const jobs: Readonly<
  Record<Job, (bytes: Buffer, option: string) => JobResult | Promise<JobResult>>
> = {
  readPicture,
  turnPicture: async (bytes) => ({ picture: await turnPicture(bytes) }),
  checkFlyer(bytes) {
    // What nobody can look into nobody can check.
    if (isLockedPdf(bytes)) return { refused: 'flyerLocked' };
    // A flyer has no business running programs, opening files or carrying others inside it.
    return isActivePdf(bytes) ? { refused: 'flyerActive' } : {};
  },
  paintFlyer: async (bytes) => ({ picture: await paintFirstPage(bytes) }),
  cropShare: async (bytes, focus) => ({ preview: await cropShare(bytes, focus) }),
  drawShare: async (bytes) => ({
    // Written from the same type by whoever asked: no stranger writes this JSON.
    preview: await drawShare(JSON.parse(bytes.toString()) as ShareWords),
  }),
};

process.on('message', (message: { job: Job; bytes: Uint8Array; option: string }) => {
  const { buffer, byteOffset, byteLength } = message.bytes;
  void (async () => {
    const result = await jobs[message.job](
      Buffer.from(buffer, byteOffset, byteLength),
      message.option,
    );
    process.send?.(result);
  })();
});
process.once('disconnect', () => process.exit());
