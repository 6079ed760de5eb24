import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);
const MAX_ENTRIES = 2_000;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** `undefined`: no ZIP archive that one may open. Sizes are those that the archive claims. */
export function listZipEntries(bytes: Buffer): Entry[] | undefined {
  const from = Math.max(0, bytes.length - 65_557);
  let end = -1;
  for (let at = bytes.length - 22; at >= from; at -= 1) {
    if (bytes.readUInt32LE(at) === END) {
      end = at;
      break;
    }
  }
  if (end < 0) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES) return undefined;
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Does the archive stay within so many bytes when it is unpacked? What it claims is looked at
 * first; since that may be a lie, each part is then unpacked with that claim as its limit.
 */
export async function staysWithin(bytes: Buffer, maxBytes: number): Promise<boolean> {
  const entries = listZipEntries(bytes);
  if (entries === undefined) return false;
  if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > maxBytes) return false;
  for (const entry of entries) {
    if ((await unpack(bytes, entry)) === undefined) return false;
  }
  return true;
}

/** One part of an archive; `undefined` where it is more than it claims, or broken. */
export async function unpack(bytes: Buffer, entry: Entry): Promise<Buffer | undefined> {
  if (entry.offset + 30 > bytes.length) return undefined;
  const start =
    entry.offset +
    30 +
    bytes.readUInt16LE(entry.offset + 26) +
    bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method !== DEFLATED) return packed.length === entry.unpacked ? packed : undefined;
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, entry.unpacked) });
  } catch {
    return undefined;
  }
}
