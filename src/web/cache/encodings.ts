import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

const PACKABLE = /^(text\/|image\/svg|application\/([\w.+-]*\+)?(json|xml|javascript)\b)/;

export function isPackable(type: string): boolean {
  return PACKABLE.test(type);
}

// `br;q=0` says "anything but that".
const BROTLI = /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;
const GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;

export function chooseEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  if (BROTLI.test(accepted)) return 'br';
  return GZIP.test(accepted) ? 'gzip' : 'identity';
}

// Packed once for each version of an answer, while its first reader waits: the level
// beyond which twice the time saves a twentieth of the bytes.
export function pack(encoding: 'br' | 'gzip', bytes: Buffer): Buffer {
  return encoding === 'gzip'
    ? gzipSync(bytes, { level: 6 })
    : brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 4,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
}
