import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import type { Scenario } from '../sim/scenario.ts'
import { futuresOf, type Comparison } from './comparison.ts'
import { defaultScenario } from './defaults.ts'
import { diff, patch, sameJson } from './diff.ts'
import { readJson } from './json.ts'
import { decodeMarks, encodeMarks, type LinkMarks } from './linkMarks.ts'
import { decodeParts, encodeParts, type LinkParts } from './linkParts.ts'
import { decodeSubject, encodeSubject, type LinkSubject } from './linkSubject.ts'
import { LIMITS } from './limits.ts'
import { parseScenario } from './parse.ts'
import { HOME_PRESET, presetById } from './presets/index.ts'

/**
 * The state of the page in the hash of its address: `#/lab?p=<preset>&s=<scenario>&t=<ms>&v=<from-to>&…&e=<engine>`.
 * Marks in time, parts of the stage and the selection have letters of their own (`linkMarks.ts`, `linkParts.ts`, `linkSubject.ts`).
 * A comparison adds `b=<difference of B>&f=<fork, ms>` and `w=a` where A is edited; the scenario named is then A.
 */

export interface LinkState {
  scenario: Scenario
  /** The preset the scenario started from. */
  presetId: string | null
  /** Playhead, ms; null when the link names no moment. */
  timeMs: number | null
  /** Part of the run on show, ms; null shows all of it. */
  view: { readonly fromMs: number; readonly toMs: number } | null
  /** Folds, range and bookmarks; left out where there are none. */
  marks?: LinkMarks
  /** Parts of the stage that were shown, hidden or turned into a table; left out where nobody did. */
  parts?: LinkParts
  /** What is selected; left out where nothing is. */
  subject?: LinkSubject
  /** The other future, where two are compared. */
  comparison?: Comparison
}

export type Notice =
  /** Unreadable: the home preset is shown. */
  | { readonly kind: 'broken' }
  /** Made with another version of the engine: the run may differ from what the sender saw. */
  | { readonly kind: 'otherEngine'; readonly engine: string }
  /** A moment outside the run was moved into it. */
  | { readonly kind: 'clamped' }
  /** The other future could not be read: only the first is shown. */
  | { readonly kind: 'brokenComparison' }

const PLACE = '#/lab'
/** Raised when `s` is to be read differently (other defaults, other compression). */
const FORMAT = '1'
/** Browsers take this much in an address; longer ones get cut when they are passed on. */
const MAX_HASH = 60_000
const MAX_JSON_BYTES = 1_000_000

export const homeState = (): LinkState => ({
  scenario: HOME_PRESET.scenario,
  presetId: HOME_PRESET.id,
  timeMs: null,
  view: null,
})

const toBase64 = (bytes: Uint8Array): string => {
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 8192) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)))
  return btoa(parts.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))

const pack = (json: unknown): string => FORMAT + toBase64(deflateSync(strToU8(JSON.stringify(json)), { level: 9 }))

/** The JSON packed in `text`, or undefined. Never takes more memory than a scenario may need. */
function unpack(text: string): unknown {
  if (!text.startsWith(FORMAT)) return undefined
  try {
    // A buffer of fixed size: what does not fit is dropped rather than grown into.
    const bytes = inflateSync(fromBase64(text.slice(FORMAT.length)), { out: new Uint8Array(MAX_JSON_BYTES) })
    if (bytes.length >= MAX_JSON_BYTES) return undefined
    const json = readJson(strFromU8(bytes), LIMITS.jsonDepth)
    return json.ok ? json.value : undefined
  } catch {
    return undefined
  }
}

/** The shortest of: the preset's name, its difference from the preset, its difference from the defaults. */
function encodeScenario(scenario: Scenario, presetId: string | null): string {
  const preset = presetId === null ? null : presetById(presetId)
  if (preset !== null && sameJson(preset.scenario, scenario)) return `p=${preset.id}`
  const own = `s=${pack(diff(defaultScenario(), scenario) ?? {})}`
  if (preset === null) return own
  return `p=${preset.id}&s=${pack(diff(preset.scenario, scenario))}`
}

const writeMs = (ms: number): string => String(Math.round(ms * 1000) / 1000)

/** What a comparison adds to the link of A. */
function encodeComparison({ a, b }: Record<'a' | 'b', Scenario>, { active, forkMs }: Comparison): string[] {
  const parts = [`b=${pack(diff(a, b) ?? {})}`]
  if (forkMs > 0) parts.push(`f=${writeMs(forkMs)}`)
  if (active === 'a') parts.push('w=a')
  return parts
}

/** The hash for a state, starting with `#`; null when the scenario is too large for an address. */
export function encodeLink(state: LinkState, engine: string): string | null {
  const { comparison, scenario } = state
  const futures = comparison === undefined ? null : futuresOf(scenario, comparison)
  const parts = [encodeScenario(futures?.a ?? scenario, state.presetId)]
  if (futures !== null && comparison !== undefined) parts.push(...encodeComparison(futures, comparison))
  if (state.timeMs !== null) parts.push(`t=${writeMs(state.timeMs)}`)
  if (state.view !== null) parts.push(`v=${writeMs(state.view.fromMs)}-${writeMs(state.view.toMs)}`)
  if (state.marks !== undefined) parts.push(...encodeMarks(state.marks, writeMs))
  if (state.parts !== undefined) parts.push(...encodeParts(state.parts))
  if (state.subject !== undefined) parts.push(...encodeSubject(state.subject))
  parts.push(`e=${encodeURIComponent(engine)}`)
  const hash = `${PLACE}?${parts.join('&')}`
  return hash.length > MAX_HASH ? null : hash
}

/** The scenario a link describes; null when it cannot be read. */
function decodeScenario(query: URLSearchParams): Pick<LinkState, 'scenario' | 'presetId'> | null {
  const p = query.get('p')
  const s = query.get('s')
  const preset = p === null ? null : presetById(p)
  if (p !== null && preset === null) return null
  if (s === null) return preset && { scenario: preset.scenario, presetId: preset.id }
  const change = unpack(s)
  if (change === undefined) return null
  const result = parseScenario(patch(preset?.scenario ?? defaultScenario(), change))
  return result.ok ? { scenario: result.scenario, presetId: preset?.id ?? null } : null
}

const MS = /^\d{1,12}(\.\d{1,6})?$/

/** Milliseconds within the run; `clamped` is told when the text lies outside or says nothing. */
function readMs(text: string, durationMs: number, clamped: () => void): number {
  const ms = MS.test(text) ? Number(text) : 0
  const inside = Math.min(ms, durationMs)
  if (inside !== ms || !MS.test(text)) clamped()
  return inside
}

/** The future on show and the one beside it; null when B cannot be read. */
function readComparison(query: URLSearchParams, a: Scenario, clamped: () => void): Pick<LinkState, 'scenario' | 'comparison'> | null {
  const change = unpack(query.get('b') ?? '')
  const result = change === undefined ? null : parseScenario(patch(a, change))
  if (result === null || !result.ok) return null
  const b = result.scenario
  const f = query.get('f')
  const forkMs = f === null ? 0 : readMs(f, Math.min(a.durationMs, b.durationMs), clamped)
  if (query.get('w') === 'a') return { scenario: a, comparison: { active: 'a', other: b, forkMs } }
  return { scenario: b, comparison: { active: 'b', other: a, forkMs } }
}

function readView(text: string, durationMs: number, clamped: () => void): LinkState['view'] {
  const [from = '', to = '', ...more] = text.split('-')
  const fromMs = readMs(from, durationMs, clamped)
  const toMs = readMs(to, durationMs, clamped)
  if (fromMs < toMs && more.length === 0) return { fromMs, toMs }
  clamped()
  return null
}

/** What is on show of the run. */
function readShown(query: URLSearchParams, durationMs: number, clamped: () => void): Pick<LinkState, 'timeMs' | 'view' | 'marks' | 'parts'> {
  const t = query.get('t')
  const v = query.get('v')
  const timeMs = t === null ? null : readMs(t, durationMs, clamped)
  const view = v === null ? null : readView(v, durationMs, clamped)
  const marks = decodeMarks(query, {
    readMs: (text) => readMs(text, durationMs, clamped),
    readRange: (text) => readView(text, durationMs, clamped),
  })
  const parts = decodeParts(query)
  return { timeMs, view, ...(marks && { marks }), ...(parts && { parts }) }
}

/** Reads any hash. Never throws: what cannot be read gives the home preset and a notice. */
export function decodeLink(hash: string, engine: string): { state: LinkState; notices: readonly Notice[] } {
  if (/^#?\/?$/.test(hash) || hash === PLACE) return { state: homeState(), notices: [] }
  const broken = { state: homeState(), notices: [{ kind: 'broken' } as const] }
  if (hash.length > MAX_HASH || !hash.startsWith(`${PLACE}?`)) return broken
  const query = new URLSearchParams(hash.slice(PLACE.length + 1))
  const named = query.has('p') || query.has('s')
  const decoded = named ? decodeScenario(query) : homeState()
  if (decoded === null) return broken
  const notices: Notice[] = []
  const clamped = (): void => {
    if (!notices.some((notice) => notice.kind === 'clamped')) notices.push({ kind: 'clamped' })
  }
  const { durationMs } = decoded.scenario
  const e = query.get('e')
  if (e !== null && e !== engine) notices.push({ kind: 'otherEngine', engine: e.slice(0, 20) })
  // Rows of another engine's run may be others.
  const subject = e === engine ? decodeSubject(query) : null
  const state: LinkState = { scenario: decoded.scenario, presetId: decoded.presetId, ...readShown(query, durationMs, clamped), ...(subject && { subject }) }
  if (!query.has('b')) return { state, notices }
  const compared = readComparison(query, decoded.scenario, clamped)
  if (compared === null) notices.push({ kind: 'brokenComparison' })
  return { state: { ...state, ...compared }, notices }
}
