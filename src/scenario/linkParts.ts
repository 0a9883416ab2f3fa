/** What a link says of the stage: `d` parts that somebody showed or hid, `x=1` the timeline as a table. */

export interface LinkParts {
  /** Null: nobody said, and it is left to whoever opens the link. */
  readonly flow: boolean | null
  readonly timeline: boolean | null
  readonly concurrency: boolean | null
  readonly models: boolean | null
  /** The timeline as a table. */
  readonly asTable: boolean
}

export const NO_PARTS: LinkParts = { flow: null, timeline: null, concurrency: null, models: null, asTable: false }

/** `d=f0-c1`: flow hidden, concurrency shown. */
const LETTERS = { flow: 'f', timeline: 't', concurrency: 'c', models: 'm' } as const
type PartName = keyof typeof LETTERS
const NAMES = Object.keys(LETTERS) as PartName[]

/** Parts of the query, in order. */
export function encodeParts(parts: LinkParts): string[] {
  const said = NAMES.filter((name) => parts[name] !== null).map((name) => `${LETTERS[name]}${parts[name] ? 1 : 0}`)
  return [...(said.length === 0 ? [] : [`d=${said.join('-')}`]), ...(parts.asTable ? ['x=1'] : [])]
}

/** Reads what is there; null if the link says nothing of the stage. What makes no sense says nothing. */
export function decodeParts(query: URLSearchParams): LinkParts | null {
  const said = (query.get('d') ?? '').slice(0, 20).split('-')
  const read = (name: PartName): boolean | null => (said.includes(`${LETTERS[name]}1`) ? true : said.includes(`${LETTERS[name]}0`) ? false : null)
  const parts: LinkParts = { flow: read('flow'), timeline: read('timeline'), concurrency: read('concurrency'), models: read('models'), asTable: query.get('x') === '1' }
  return parts.asTable || NAMES.some((name) => parts[name] !== null) ? parts : null
}
