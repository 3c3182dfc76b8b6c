import createClient, { type Client } from 'openapi-fetch';

import type { paths } from './schema.js';

/** The API with its routes, parameters and answers as types. */
export type ApiClient = Client<paths>;

/** How to reach the API. */
export interface ApiClientOptions {
  /** `http://host:port`, without a slash at its end. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer`. Asked before each request, so that it may change; undefined: none is sent. */
  readonly key?: () => string | undefined;
  /** Stands in for `fetch`: for time-outs, and to watch whether anything answers. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

const ACCEPT = 'application/json, application/health+json, application/problem+json, */*;q=0.5';

/** A client of the API. What it resolves to is read by `valueOf`; it rejects only when nothing answers. */
export function createApiClient({ baseUrl, key, fetch }: ApiClientOptions): ApiClient {
  const client = createClient<paths>({ baseUrl, headers: { accept: ACCEPT }, ...(fetch && { fetch }) });
  client.use({
    onRequest({ request }) {
      const secret = key?.();
      if (secret !== undefined) request.headers.set('authorization', `Bearer ${secret}`);
    },
  });
  return client;
}
