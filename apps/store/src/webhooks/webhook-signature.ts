import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret as it is shown: the prefix says what it is for, the rest are random bytes. */
export const webhookSecretOf = (bytes: Uint8Array): string => `${PREFIX}${Buffer.from(bytes).toString('base64')}`;

/**
 * The headers of a delivery. Whoever knows the secret can tell that it came from us, unchanged and not long ago.
 *
 * @param secret as {@link webhookSecretOf} makes it
 * @param id the same for the same delivery, however often it is tried
 * @param at seconds since 1970
 * @see https://www.standardwebhooks.com
 */
export function signedHeaders(secret: string, id: string, at: number, body: string): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` };
}
