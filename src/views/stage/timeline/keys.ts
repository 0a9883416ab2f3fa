/** Keys of the timeline: one tab stop, the arrows walk through the records. */
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import { keyAction, reduceViewport } from '../../chart/viewport.ts'
import type { StageContext } from '../stageApp.ts'
import { rowOfRecord, type TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import { stepRecord, type Step } from './walk.ts'

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
}

/** How far ahead an effect is looked for, in records. */
const EFFECT_REACH = 50_000

/** The nearest record up the chain of causes that has a place on the timeline, or NONE. */
function causeOf(index: TimelineIndex, id: RecordId): RecordId {
  const { cause } = index.trace.records
  let at = cause[id] ?? NONE
  while (at !== NONE && rowOfRecord(index, at) === NONE) at = cause[at]!
  return at
}

/** The first record that this one triggered and that has a place on the timeline, or NONE. */
function effectOf(index: TimelineIndex, id: RecordId): RecordId {
  const { cause, length } = index.trace.records
  let from = id
  for (let at = id + 1; at < Math.min(length, id + EFFECT_REACH); at++) {
    if (cause[at] !== from) continue
    if (rowOfRecord(index, at) !== NONE) return at
    from = at
  }
  return NONE
}

/** What a key does: moves the focus to another record, changes the viewport, selects. True if the key was used. */
export function handleTimelineKey(
  event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  context: StageContext,
  focused: RecordId,
  focus: (record: RecordId) => void,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const { viewport, clock, model, select, selection, inspect } = context
  const action = keyAction(event, viewport.get(), clock.time())
  if (action) {
    viewport.set(reduceViewport(viewport.get(), action))
    return true
  }
  if (event.key === 'Enter') {
    if (focused === NONE) return false
    if (focused === selection) inspect()
    else select(focused)
    return true
  }
  if (event.key === 'Escape') {
    focus(NONE)
    select(null)
    return true
  }
  const target = stationAfter(event.key, context) ?? targetOf(event.key, context, focused)
  if (target === null) return false
  if (target === NONE) return true
  focus(target)
  if (stationAfter(event.key, context) === target) visit(context, target)
  const { time, span } = model.trace.records
  viewport.set(reduceViewport(viewport.get(), { kind: 'reveal', from: time[target]!, to: time[target]! + span[target]! }))
  return true
}

/** While causes are on show, C and E step along their stations; null otherwise, and beyond the ends. */
function stationAfter(key: string, { whyChain, selection }: StageContext): RecordId | null {
  const step = key === 'c' ? 1 : key === 'e' ? -1 : 0
  const at = whyChain === null || selection === null || step === 0 ? -1 : whyChain.indexOf(selection)
  return at < 0 ? null : (whyChain?.[at + step] ?? null)
}

/** A station is selected as one gets there, and the playhead goes along. */
function visit({ clock, select, model }: StageContext, record: RecordId): void {
  select(record)
  clock.pause()
  clock.seek(model.trace.records.time[record]!)
}

function targetOf(key: string, { model, clock }: StageContext, focused: RecordId): RecordId | null {
  const step = STEPS[key]
  if (step) return stepRecord(model.index, focused, { to: step, time: clock.time() })
  if (focused === NONE) return null
  if (key === 'c') return causeOf(model.index, focused)
  return key === 'e' ? effectOf(model.index, focused) : null
}
