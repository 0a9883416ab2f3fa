/** What is there only once somebody asks for it, as one file: see `lazy.tsx`. */
export { BookmarkMenu } from './BookmarkMenu.tsx'
export { MomentMenu } from './MomentMenu.tsx'
export { RangeBar } from './RangeBar.tsx'
export { RangeOverlay } from './RangeOverlay.tsx'
export { TimelineMarks } from './TimelineMarks.tsx'
