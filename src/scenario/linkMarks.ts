/** What a link says of the places in time somebody marked: `o` folds, `r` the measured range, `m` a bookmark each. */

export interface LinkMarks {
  /** Idle time is folded, but for the stretches that begin at these ms; null: it is not. */
  readonly openedMs: readonly number[] | null
  /** The measured range, ms. */
  readonly range: { readonly fromMs: number; readonly toMs: number } | null
  readonly bookmarks: readonly { readonly atMs: number; readonly name: string }[]
}

export const NO_MARKS: LinkMarks = { openedMs: null, range: null, bookmarks: [] }

/** More than anybody tells apart; a link from elsewhere must not fill the page. */
export const BOOKMARKS_MAX = 50
export const BOOKMARK_NAME_MAX = 60
const OPENED_MAX = 50

/** Parts of the query, in order. @param writeMs how the link writes a time */
export function encodeMarks({ openedMs, range, bookmarks }: LinkMarks, writeMs: (ms: number) => string): string[] {
  return [
    ...(openedMs === null ? [] : [`o=${['1', ...openedMs.slice(0, OPENED_MAX).map(writeMs)].join('-')}`]),
    ...(range === null ? [] : [`r=${writeMs(range.fromMs)}-${writeMs(range.toMs)}`]),
    ...bookmarks.slice(0, BOOKMARKS_MAX).map(({ atMs, name }) => `m=${writeMs(atMs)}~${encodeURIComponent(name.slice(0, BOOKMARK_NAME_MAX))}`),
  ]
}

export interface MarkReaders {
  readMs(text: string): number
  readRange(text: string): LinkMarks['range']
}

/** Reads what is there; null if the link marks nothing. */
export function decodeMarks(query: URLSearchParams, { readMs, readRange }: MarkReaders): LinkMarks | null {
  const o = query.get('o')
  const r = query.get('r')
  const marks = query.getAll('m').slice(0, BOOKMARKS_MAX)
  if (o === null && r === null && marks.length === 0) return null
  const [on, ...opened] = (o ?? '').split('-')
  return {
    openedMs: on === '1' ? opened.slice(0, OPENED_MAX).map(readMs) : null,
    range: r === null ? null : readRange(r),
    bookmarks: marks.map((mark) => {
      const at = mark.indexOf('~')
      return { atMs: readMs(at < 0 ? mark : mark.slice(0, at)), name: at < 0 ? '' : mark.slice(at + 1, at + 1 + BOOKMARK_NAME_MAX) }
    }),
  }
}
