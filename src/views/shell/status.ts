/** What the polite live region says. */
import { createCell, type Cell } from '../frame/cell.ts'

/** One message at a time; saying the same thing twice must still be heard, hence the count. */
export interface Status {
  message: string
  count: number
}

export interface StatusLine {
  cell: Cell<Status>
  say: (message: string) => void
}

export function createStatusLine(): StatusLine {
  const cell = createCell<Status>({ message: '', count: 0 })
  return { cell, say: (message) => cell.set({ message, count: cell.get().count + 1 }) }
}
