export interface Position {
  row: number
  /** Rows of a page. */
  page: number
  last: number
}

/** Row a key leads to, within the list; null for other keys. */
export function rowAfterKey(key: string, { row, page, last }: Position): number | null {
  const target = unbounded(key, { row, page, last })
  return target === null ? null : Math.min(last, Math.max(0, target))
}

function unbounded(key: string, { row, page, last }: Position): number | null {
  switch (key) {
    case 'ArrowUp':
      return row - 1
    case 'ArrowDown':
      return row + 1
    case 'PageUp':
      return row - page
    case 'PageDown':
      return row + page
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
