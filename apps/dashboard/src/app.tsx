import { useEffect, useRef, useState, type JSX } from 'react';

import { KnownAccess, type MyAccess, useAccess } from './hooks/use-access.js';
import { useKeys } from './hooks/use-keys.js';
import { goTo, markedPlace, useRoute } from './hooks/use-route.js';
import { may } from './model/access.js';
import { OPEN_LETTERS } from './model/letter-route.js';
import { letterHref, type Route } from './model/route.js';
import { ConnectionBanner } from './parts/connection-banner.js';
import { CorrectionNotice } from './parts/correction-notice.js';
import { HelpDialog } from './parts/help-dialog.js';
import { KeyDialog } from './parts/key-dialog.js';
import { PageFoot } from './parts/page-foot.js';
import { TopBar } from './parts/top-bar.js';
import { ArticleView } from './views/article.js';
import { ArticlesView } from './views/articles.js';
import { CompareView } from './views/compare.js';
import { DeadLetterView } from './views/dead-letter.js';
import { DeadLettersView } from './views/dead-letters.js';
import { NowView } from './views/now.js';
import { PipelineView } from './views/pipeline.js';
import { PasteView } from './views/paste.js';
import { QualityView } from './views/quality.js';
import { SentencesView } from './views/sentences.js';
import { SourcesView } from './views/sources.js';
import { TimelineView } from './views/timeline.js';

const TITLES: Readonly<Record<Route['view'], string>> = {
  now: 'Now',
  timeline: 'Timeline',
  sources: 'Sources',
  sentences: 'Sentences',
  articles: 'Articles',
  compare: 'Compare',
  quality: 'Quality',
  article: 'Article',
  pipeline: 'Pipeline',
  'dead-letters': 'Dead letters',
  'dead-letter': 'Dead letter',
  paste: 'Paste an article',
  unknown: 'Not found',
};

/** The page: a bar, the view that the address names, a foot. */
export function App(): JSX.Element {
  const route = useRoute();
  const [help, setHelp] = useState(false);
  const [keyIsOpen, openKey] = useState(false);
  const mine = useAccess();
  useArrival(route);
  const search = useSearch(route);
  useKeys({
    '?': () => setHelp(true),
    '/': search,
    n: () => goTo({ view: 'now' }),
    t: () => goTo({ view: 'timeline', filter: {}, bucket: 'day', share: false }),
    s: () => goTo({ view: 'sentences', filter: {}, evidence: false }),
    a: () => goTo({ view: 'articles', filter: {} }),
    c: () => goTo({ view: 'compare', a: {}, b: {} }),
    p: () => goTo({ view: 'pipeline' }),
    d: () => goTo({ view: 'dead-letters', filter: OPEN_LETTERS }),
    v: () => goTo({ view: 'paste', sample: false }),
    q: () => goTo({ view: 'quality' }),
  });
  return (
    <KnownAccess value={mine}>
      <TopBar route={route} mine={mine} onKey={() => openKey(true)} onHelp={() => setHelp(true)} />
      <main id="main" tabIndex={-1} className={`view-${route.view}`}>
        <View route={route} mine={mine} onKey={() => openKey(true)} />
      </main>
      <PageFoot />
      <ConnectionBanner />
      <KeyDialog open={keyIsOpen} onClose={() => openKey(false)} mine={mine} />
      <CorrectionNotice />
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </KnownAccess>
  );
}

interface ViewProps {
  readonly route: Route;
  readonly mine: MyAccess;
  readonly onKey: () => void;
}

function View({ route, mine: { access }, onKey }: ViewProps): JSX.Element {
  if (route.view === 'now') return <NowView />;
  if (route.view === 'timeline') return <TimelineView route={route} />;
  if (route.view === 'sources') return <SourcesView route={route} />;
  if (route.view === 'articles') return <ArticlesView route={route} />;
  if (route.view === 'compare') return <CompareView route={route} />;
  if (route.view === 'pipeline') return <PipelineView />;
  if (route.view === 'quality') return <QualityView />;
  if (route.view === 'article') return <ArticleView key={route.articleId} route={route} />;
  const canAct = may(access, 'admin');
  if (route.view === 'sentences') return <SentencesView route={route} canSave={canAct} onKey={onKey} />;
  if (route.view === 'dead-letters') return <DeadLettersView route={route} canAct={canAct} />;
  if (route.view === 'dead-letter') {
    return <DeadLetterView key={letterHref(route)} place={route} canAct={canAct} onKey={onKey} />;
  }
  if (route.view === 'paste') {
    return <PasteView sample={route.sample} canFeed={may(access, 'feed')} onKey={onKey} />;
  }
  return (
    <div className="notice">
      <h1 tabIndex={-1}>There is no such view</h1>
      <p>
        <a href="#/">Go to Now</a>
      </p>
    </div>
  );
}

/** Leads to the search of this view, or of all sentences where it has none. Ctrl and k does so from any field. */
function useSearch(route: Route): () => void {
  const isWanted = useRef(false);
  const focusField = (): boolean => {
    const field = document.querySelector<HTMLElement>('main .find input');
    field?.focus();
    return field !== null;
  };
  const search = (): void => {
    if (focusField()) return;
    isWanted.current = true;
    goTo({ view: 'sentences', filter: {}, evidence: false });
  };
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  // After the new view has taken the focus.
  useEffect(() => {
    if (isWanted.current) isWanted.current = !focusField();
  }, [route.view]);
  return search;
}

/** A new view names itself, begins at its top, and takes the focus; a change within a view moves nothing. */
function useArrival(route: Route): void {
  const place =
    route.view === 'article'
      ? `article ${route.articleId}`
      : route.view === 'dead-letter'
        ? letterHref(route)
        : route.view;
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
