import { parseScenario } from '../scenario/parse.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Shelf } from './shelf.ts'
import { fieldsOf, SCHEMA } from './stored.ts'

/**
 * The work in progress, to be found again without being saved. Each tab writes a slot of its own, for as long as it
 * is there, reloads included: what another tab or an earlier visit left is never overwritten, and makes room in time.
 */

export interface Work {
  readonly scenario: Scenario
  /** The preset it started from. */
  readonly presetId: string | null
}

/** What another tab, or an earlier visit, left unsaved. */
export interface Unsaved extends Work {
  readonly key: string
  /** Milliseconds since 1970. */
  readonly keptAt: number
}

export interface WorkSlots {
  /** Writes this tab's slot. */
  keep(work: Work): void
  /** What this tab kept, or else what was kept last. */
  latest(): Work | null
  /** All slots but this tab's, newest first. */
  others(): readonly Unsaved[]
  /** Begins another slot: the one so far stays as it is. */
  leave(): void
  forget(key: string): void
}

export interface WorkOptions {
  shelf: Shelf
  /** What lives as long as the tab. */
  session: Pick<Shelf, 'get' | 'set'>
  /** Wall time, ms. */
  now(): number
  newId(): string
}

/** Slots add a dot and a name; the key itself is that of a former version, which had one slot. */
export const WORK_KEY = 'lambdascope.work'
/** Older ones make room. */
export const SLOTS_MAX = 5

/** Where a tab remembers the name of its slot. */
const SESSION_KEY = 'lambdascope.slot'

interface Slot {
  readonly key: string
  readonly keptAt: number
  readonly fields: Readonly<Record<string, unknown>>
}

export function createWork({ shelf, session, now, newId }: WorkOptions): WorkSlots {
  const keyOf = (id: string): string => `${WORK_KEY}.${id}`
  let mine = keyOf(session.get(SESSION_KEY) ?? '')
  /** What this tab's slot held when it was last looked at. */
  let known = shelf.get(mine)

  const leave = (): void => {
    const id = newId()
    session.set(SESSION_KEY, id)
    mine = keyOf(id)
    known = shelf.get(mine)
  }
  if (session.get(SESSION_KEY) === null) leave()

  const slots = (): Slot[] =>
    shelf
      .keys()
      .filter((key) => key === WORK_KEY || key.startsWith(`${WORK_KEY}.`))
      .flatMap((key) => readSlot(key, shelf.get(key)) ?? [])
      .toSorted((a, b) => Number(b.key === mine) - Number(a.key === mine) || b.keptAt - a.keptAt)
  const unsaved = (): Unsaved[] => slots().flatMap((slot) => readWork(slot) ?? [])

  return {
    keep: ({ scenario, presetId }) => {
      // A tab that was duplicated shares its name with the first.
      if (shelf.get(mine) !== known) leave()
      const others = slots().filter(({ key }) => key !== mine)
      for (const { key } of others.slice(SLOTS_MAX - 1)) shelf.remove(key)
      const text = JSON.stringify({ schema: SCHEMA, keptAt: now(), presetId, scenario })
      if (shelf.set(mine, text)) known = text
    },
    latest: () => {
      const [first] = unsaved()
      return first === undefined ? null : { scenario: first.scenario, presetId: first.presetId }
    },
    others: () => unsaved().filter(({ key }) => key !== mine),
    leave,
    forget: shelf.remove,
  }
}

function readSlot(key: string, text: string | null): Slot | null {
  const fields = fieldsOf(text)
  if (text === null || fields === null) return null
  const { keptAt } = fields
  return { key, keptAt: typeof keptAt === 'number' ? keptAt : 0, fields }
}

function readWork({ key, keptAt, fields }: Slot): Unsaved | null {
  const parsed = parseScenario(fields['scenario'])
  if (!parsed.ok) return null
  return { key, keptAt, scenario: parsed.scenario, presetId: typeof fields['presetId'] === 'string' ? fields['presetId'] : null }
}
