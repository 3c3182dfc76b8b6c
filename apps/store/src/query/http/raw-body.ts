/** A body as it came, for an address that reads more than JSON of ours. Its charset is UTF-8, or was not named. */
export class RawBody {
  constructor(
    readonly bytes: Buffer,
    /** In lower case, without parameters. */
    readonly mediaType: string,
  ) {}
}

/** Addresses, as Fastify writes them, that are handed a {@link RawBody}. */
export const RAW_ROUTES: ReadonlySet<string> = new Set(['/v1/articles']);

/** What they take. Other addresses take JSON alone. */
export const RAW_TYPES = [
  'application/json',
  'application/x-ndjson',
  'application/cloudevents+json',
  'text/plain',
  'text/html',
] as const;
