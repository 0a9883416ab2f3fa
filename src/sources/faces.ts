/** What sources look like where one chooses them and where they are drawn. */
import type { KnobText } from '../text/en/knobText'
import { describedAs, SERVICE, SERVICE_KINDS, SOURCES, type EventSource, type SourceKnobId } from './index'
import { initialOf, type Face } from './source'

/** Which of its faces a source shows. */
export const faceOf = (source: EventSource): string => describedAs(source.kind).faceOf?.(source) ?? source.kind

/** Every face of what Lambda polls. */
export const FACES: Readonly<Record<string, Face>> = Object.assign({}, ...SOURCES.map(({ faces }) => faces)) as Record<string, Face>

/** Words of the settings that one source alone has. */
export const SOURCE_KNOBS = Object.assign({}, ...SOURCES.map(({ knobs }) => knobs)) as Readonly<Record<SourceKnobId, KnobText>>

const doorOf = ({ door, short }: Face): string => door ?? short[0]
/** What is offered beside the front doors. */
export const SOURCE_DOORS: Readonly<Record<string, string>> = Object.fromEntries([
  ...SERVICE_KINDS.map((kind) => [kind, doorOf(SERVICE[kind].face)]),
  ...Object.entries(FACES).map(([face, words]) => [face, doorOf(words)]),
])

/** The source that a face stands for, set up as for a function with this Timeout; null where it is none. */
export function sourceWithFace(face: string, Timeout: number): EventSource | null {
  const found = SOURCES.find(({ faces, offered }) => face in faces && offered !== false)
  if (found === undefined) return null
  const kind = found.kinds.find((each) => each === face) ?? found.kinds[0]!
  return { ...initialOf(found, kind), ...found.chosen?.(face, Timeout) } as EventSource
}
