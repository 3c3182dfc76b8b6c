import type { JSX } from 'react';

import type { Story } from '../api/types.js';
import { articleHref } from '../model/route.js';
import { When } from './when.js';

/** The other articles that tell what an article tells, in nearly the same words. */
export function StoryList({ story, articleId }: { readonly story: Story; readonly articleId: string }): JSX.Element {
  return (
    <ul className="story">
      {story.items
        .filter((item) => item.articleId !== articleId)
        .map((item) => (
          <li key={item.articleId}>
            <a href={articleHref(item.articleId)}>
              <bdi dir="auto">{item.title ?? item.articleId}</bdi>
            </a>{' '}
            <span className="muted small">
              <bdi dir="auto">{item.source ?? 'Unknown source'}</bdi>, <When at={item.publishedAt ?? item.receivedAt} />
              {item.first ? ', the first to tell it' : ''}
            </span>
          </li>
        ))}
    </ul>
  );
}
