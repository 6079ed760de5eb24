import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Why an address is not fetched; a key of the words below `imports.fetch`. */
export type Refusal = 'address' | 'scheme' | 'port' | 'private' | 'unresolved';

export type IsAllowed = (address: string) => boolean;

/**
 * Is it an address of the public internet? Everything that is set aside is not: private, loopback,
 * link-local, shared by a carrier, multicast, reserved, documentation, and IPv4 in IPv6's clothes
 * (the ranges of the IANA special-purpose registries, as ipaddr.js knows them).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Of IPv6 only what is given out at all: 2000::/3 (RFC 4291); ipaddr.js calls all the rest unicast.
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parse('2000::'), 3);
}

/** The address without what hides in it, or why it is refused. `webcal:` means https. */
export function readAddress(text: string): URL | Refusal {
  const trimmed = text.trim().replace(/^webcals?:/i, 'https:');
  if (!URL.canParse(trimmed)) return 'address';
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'address';
  url.hash = '';
  return url;
}

/** An empty port is the scheme's own: 80 or 443. */
export function hasUsualPort(url: URL): boolean {
  return ['', '80', '443'].includes(url.port);
}

export class NotPublic extends Error {
  override name = 'NotPublic';
}

/**
 * Looks a name up as a connection does, and gives it only addresses that are allowed. The
 * connection then goes to exactly that address: a name that answers otherwise a moment later
 * (rebinding) gains nothing.
 */
export function lookUpAllowed(isAllowed: IsAllowed): LookupFunction {
  return (host, options, done) => {
    lookup(host, { family: options.family ?? 0, all: true }, (error, found) => {
      if (error !== null) {
        done(error, []);
        return;
      }
      // One address of a private network among public ones is no accident.
      const allowed = found.every(({ address }) => isAllowed(address)) ? found : [];
      const [first] = allowed;
      if (first === undefined) done(new NotPublic(host), []);
      else if (options.all === true) done(null, allowed);
      else done(null, first.address, first.family);
    });
  };
}
