import ipaddr from 'ipaddr.js';

/** Which addresses may be delivered to. `loopback`: this machine, too, for tests and for use at home. */
export type Reach = 'public' | 'loopback';

/**
 * Why an address may not be delivered to; undefined when it may. Only what is reachable by everybody may: nobody is to
 * have us ask the neighbours of this machine, which may trust us.
 *
 * @param address IPv4 or IPv6, as a resolver gives it
 */
export function addressProblem(address: string, reach: Reach): string | undefined {
  if (!ipaddr.isValid(address)) return 'it is no address';
  // An IPv4 address in the clothes of IPv6 is what it is inside.
  const range = ipaddr.process(address).range();
  if (range === 'unicast' || (range === 'loopback' && reach === 'loopback')) return undefined;
  return `its address is ${range}, and not reachable by everybody`;
}

/**
 * What is wrong with the address of a webhook, before anything is resolved; undefined when nothing is. The parser of
 * URLs has made decimal, octal and hexadecimal hosts plain by then.
 */
export function urlProblem(text: string, reach: Reach): string | undefined {
  if (!URL.canParse(text)) return 'is no address';
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'is neither http nor https';
  if (username !== '' || password !== '') return 'has a user or a password';
  const host = literalOf(hostname);
  if (ipaddr.isValid(host)) return addressProblem(host, reach);
  return undefined;
}

/** A host without the brackets of IPv6. */
export const literalOf = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');
