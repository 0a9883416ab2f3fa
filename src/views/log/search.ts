/** What somebody types to find lines. Pure. */

export interface LogQuery {
  /** Lower case; empty finds everything. */
  text: string
  /** Number of an environment as shown, from 1; null for all. */
  environment: number | null
  /** Number of a request as shown, from 1; null for all. */
  request: number | null
}

const TOKEN = /\b(env|req)\s*#?(\d+)\b/gi

/** `env 2` and `req 4` name environment and request, as the lines show them; the rest is looked for in the text. */
export function parseQuery(typed: string): LogQuery {
  const query: LogQuery = { text: '', environment: null, request: null }
  const rest = typed.replace(TOKEN, (_, kind: string, number: string) => {
    if (kind.toLowerCase() === 'env') query.environment = Number(number)
    else query.request = Number(number)
    return ' '
  })
  return { ...query, text: rest.trim().toLowerCase() }
}

/** Rows that have been looked through, and those that were found. */
export interface Search {
  next: number
  found: number[]
}

/** Looks through up to `budget` more of `length` rows. */
export function searchOn(search: Search, { length, budget }: { length: number; budget: number }, matches: (row: number) => boolean): Search {
  const end = Math.min(length, search.next + budget)
  const found = [...search.found]
  for (let row = search.next; row < end; row++) if (matches(row)) found.push(row)
  return { next: end, found }
}
