import { createHmac } from 'node:crypto';

/** The database of one server, as each of the three roles connects to it. */
export interface DatabaseUrls {
  readonly DATABASE_URL: string;
  readonly READ_DATABASE_URL: string;
  readonly MIGRATE_DATABASE_URL: string;
}

/**
 * Of a server that was started here, the addresses for its three roles; the migration makes the other two. Their
 * passwords follow from that of the owner, so that nothing more has to be kept.
 */
export function roleUrls(ownerUrl: string): DatabaseUrls {
  const as = (role: string): string => {
    const url = new URL(ownerUrl);
    url.username = role;
    url.password = createHmac('sha256', new URL(ownerUrl).password).update(role).digest('base64url');
    return url.href;
  };
  return {
    DATABASE_URL: as('sitrep_writer'),
    READ_DATABASE_URL: as('sitrep_reader'),
    MIGRATE_DATABASE_URL: ownerUrl,
  };
}
