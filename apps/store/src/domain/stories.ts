/** Two articles that tell the same story. */
export type SameStory = readonly [articleId: string, otherId: string];

/**
 * Joins the stories of articles that turn out to tell the same: which article is of which story does not depend on the
 * order in which this is found out, for a story has the least id of its articles.
 *
 * @param storyOf the story of each article that is named in `pairs`
 * @returns for each story that is no more, the story that it is part of now
 */
export function joinStories(
  storyOf: ReadonlyMap<string, string>,
  pairs: readonly SameStory[],
): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  const rootOf = (story: string): string => {
    let root = story;
    for (let next = joined.get(root); next !== undefined; next = joined.get(root)) root = next;
    return root;
  };
  for (const pair of pairs) {
    const [one, other] = pair.map((articleId) => rootOf(storyOf.get(articleId) ?? articleId)) as [string, string];
    if (one !== other) joined.set(one < other ? other : one, one < other ? one : other);
  }
  return new Map([...joined.keys()].map((story) => [story, rootOf(story)]));
}
