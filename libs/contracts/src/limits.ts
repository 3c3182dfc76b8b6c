/** Limits on what is taken from outside. A record over a limit is rejected with LIMIT_EXCEEDED, never cut. */

const MEBIBYTE = 1024 * 1024;

/** Largest article record. */
export const ARTICLE_MAX_BYTES = 12 * MEBIBYTE;

/**
 * Largest event that Sitrep writes. An outcome carries the article's text again, with JSON escapes: at most twice the
 * bytes, and the metadata. A sentence may be the whole of an article that has no boundary.
 */
export const EVENT_MAX_BYTES = 2 * ARTICLE_MAX_BYTES + 64 * 1024;

/** Room that a dead letter needs beside the original bytes. */
export const DEAD_LETTER_HEADROOM_BYTES = 64 * 1024;

/** Deepest nesting of a JSON value. */
export const JSON_MAX_DEPTH = 64;

/** Most object keys in a JSON value. */
export const JSON_MAX_KEYS = 2_000;

/** Most record headers, and their bytes in all. */
export const HEADERS_MAX_COUNT = 64;
/** See {@link HEADERS_MAX_COUNT}. */
export const HEADERS_MAX_BYTES = 16 * 1024;

/** Longest article id, in bytes of UTF-8: it is a key of the database's indexes. */
export const ARTICLE_ID_MAX_BYTES = 512;
