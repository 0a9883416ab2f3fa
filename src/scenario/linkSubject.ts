/** What a link says of the selection: `i=r12` the record of that row, `i=l3` an environment, `i=m5` a message; `y` after it opens the causes. */

export interface LinkSubject {
  readonly kind: 'record' | 'lane' | 'message'
  /** Row in the table of its kind: the same scenario, run by the same engine, has the same rows. */
  readonly row: number
  /** Whether causes are shown. */
  readonly why: boolean
}

const LETTERS = { record: 'r', lane: 'l', message: 'm' } as const
const KINDS = Object.keys(LETTERS) as LinkSubject['kind'][]
const SUBJECT = /^([rlm])(\d{1,9})(y?)$/

/** Parts of the query. */
export const encodeSubject = ({ kind, row, why }: LinkSubject): string[] => [`i=${LETTERS[kind]}${row}${why ? 'y' : ''}`]

/** Reads what is there; null if nothing is selected. What makes no sense selects nothing. */
export function decodeSubject(query: URLSearchParams): LinkSubject | null {
  const found = SUBJECT.exec(query.get('i') ?? '')
  if (found === null) return null
  const [, letter, row, why] = found
  const kind = KINDS.find((each) => LETTERS[each] === letter)
  return kind === undefined ? null : { kind, row: Number(row), why: why === 'y' }
}
