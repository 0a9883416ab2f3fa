/** The parts that the first picture does not need. They load with it, and it does not wait. */
import { lazy, Suspense, type ComponentProps } from 'react'

const parts = import('./lazyParts.ts')
const LazyBookmarks = lazy(() => parts.then(({ BookmarkMenu }) => ({ default: BookmarkMenu })))
const LazyMoments = lazy(() => parts.then(({ MomentMenu }) => ({ default: MomentMenu })))
const LazyBar = lazy(() => parts.then(({ RangeBar }) => ({ default: RangeBar })))
const LazyOverlay = lazy(() => parts.then(({ RangeOverlay }) => ({ default: RangeOverlay })))
const LazyMarks = lazy(() => parts.then(({ TimelineMarks }) => ({ default: TimelineMarks })))

export const BookmarkButton = (props: ComponentProps<typeof LazyBookmarks>) => (
  <Suspense fallback={<span className="bookmark-trigger" aria-hidden />}><LazyBookmarks {...props} /></Suspense>
)
export const MomentButton = (props: ComponentProps<typeof LazyMoments>) => (
  <Suspense fallback={<span className="moment-trigger" aria-hidden />}><LazyMoments {...props} /></Suspense>
)
export const RangeStrip = (props: ComponentProps<typeof LazyBar>) => <Suspense><LazyBar {...props} /></Suspense>
export const RangeBand = (props: ComponentProps<typeof LazyOverlay>) => <Suspense><LazyOverlay {...props} /></Suspense>
export const TimelineOverMarks = (props: ComponentProps<typeof LazyMarks>) => <Suspense><LazyMarks {...props} /></Suspense>
