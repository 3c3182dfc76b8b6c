/**
 * The address of an article's page when it may be followed: http and https only, since an address comes from whoever
 * fed the article, and `javascript:` is one too.
 */
export function safeHref(url: string | null): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
