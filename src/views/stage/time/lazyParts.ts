/** What opens over the transport: loaded after the first picture, as one file. */
export { BookmarkMenu } from './BookmarkMenu.tsx'
export { MomentMenu } from './MomentMenu.tsx'
export { RangeBar } from './RangeBar.tsx'
