import { useEffect, useRef, useState, type JSX } from 'react';

import { useAccess } from './hooks/use-access.js';
import { useKeys } from './hooks/use-keys.js';
import { goTo, markedPlace, useRoute } from './hooks/use-route.js';
import type { Route } from './model/route.js';
import { ConnectionBanner } from './parts/connection-banner.js';
import { HelpDialog } from './parts/help-dialog.js';
import { KeyDialog } from './parts/key-dialog.js';
import { PageFoot } from './parts/page-foot.js';
import { TopBar } from './parts/top-bar.js';
import { ArticleView } from './views/article.js';
import { ArticlesView } from './views/articles.js';
import { NowView } from './views/now.js';
import { PipelineView } from './views/pipeline.js';
import { SentencesView } from './views/sentences.js';

const TITLES: Readonly<Record<Route['view'], string>> = {
  now: 'Now',
  sentences: 'Sentences',
  articles: 'Articles',
  article: 'Article',
  pipeline: 'Pipeline',
  unknown: 'Not found',
};

/** The page: a bar, the view that the address names, a foot. */
export function App(): JSX.Element {
  const route = useRoute();
  const [help, setHelp] = useState(false);
  const [keyIsOpen, openKey] = useState(false);
  const mine = useAccess();
  useKeys({
    '?': () => setHelp(true),
    n: () => goTo({ view: 'now' }),
    s: () => goTo({ view: 'sentences', filter: {}, evidence: false }),
    a: () => goTo({ view: 'articles' }),
    p: () => goTo({ view: 'pipeline' }),
  });
  useArrival(route);
  return (
    <>
      <TopBar route={route} mine={mine} onKey={() => openKey(true)} onHelp={() => setHelp(true)} />
      <main id="main" tabIndex={-1} className={`view-${route.view}`}>
        <View route={route} />
      </main>
      <PageFoot />
      <ConnectionBanner />
      <KeyDialog open={keyIsOpen} onClose={() => openKey(false)} mine={mine} />
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </>
  );
}

function View({ route }: { readonly route: Route }): JSX.Element {
  if (route.view === 'now') return <NowView />;
  if (route.view === 'sentences') return <SentencesView route={route} />;
  if (route.view === 'articles') return <ArticlesView />;
  if (route.view === 'pipeline') return <PipelineView />;
  if (route.view === 'article') return <ArticleView key={route.articleId} route={route} />;
  return (
    <div className="notice">
      <h1 tabIndex={-1}>There is no such view</h1>
      <p>
        <a href="#/">Go to Now</a>
      </p>
    </div>
  );
}

/** A new view names itself, begins at its top, and takes the focus; a change within a view moves nothing. */
function useArrival(route: Route): void {
  const place = route.view === 'article' ? `article ${route.articleId}` : route.view;
  const arrived = useRef(place);
  useEffect(() => {
    document.title = `${TITLES[route.view]} · Sitrep`;
    if (arrived.current === place) return;
    arrived.current = place;
    // Who comes back to a list is brought to the place that was left.
    if (markedPlace() !== undefined) return;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [place, route.view]);
}
