/** What the painter of the flow needs, and the words that fit into a width. */
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import type { Palette } from '../../design/palette.ts'
import type { TraceModel } from '../model.ts'
import { rowOfRecord } from '../../../metrics/timeline/timelineIndex.ts'
import type { FlowLayout } from './layout.ts'
import { planOf, type FlowPlan } from './plan.ts'
import { downstreamLimit } from './pools.ts'
import { createFlowReader, type FlowData, type FlowReader, type FlowState } from './state.ts'
import type { Trips } from './trips.ts'

export interface FlowScene {
  data: FlowData
  layout: FlowLayout
  state: FlowState
  trips: Trips
  palette: Palette
  /** With less motion what travels stands at the ends and the middle of its way. */
  reduced: boolean
  selected: Selected
}

/** What of the selected record the flow can show: its request, its environment's cell. */
export interface Selected {
  request: number
  row: number
}

export function selectedOf({ trace, index }: TraceModel, selection: RecordId | null): Selected {
  if (selection === null || selection >= trace.records.length) return { request: NONE, row: NONE }
  return { request: trace.records.request[selection]!, row: trace.records.lane[selection]! > 0 ? rowOfRecord(index, selection) : NONE }
}

export interface FlowModel {
  plan: FlowPlan
  data: FlowData
  read: FlowReader
}

export function flowModelOf({ trace, index, flow, scenario }: TraceModel): FlowModel {
  const plan = planOf(scenario, index.rows)
  const data = { trace, index, flow, plan }
  return { plan, data, read: createFlowReader(data, scenario.functions.map((_, fn) => downstreamLimit(scenario, fn))) }
}

export const TEXT_SIZE = 12
/** Mean width of a letter of that size. */
const LETTER = 6.2

type Type = Pick<Palette, 'textScale'>

const letterOf = ({ textScale = 1 }: Type): number => LETTER * textScale

/** Width of a text as the palette writes it, about, in CSS pixels. */
export const textWidth = (text: string, type: Type): number => text.length * letterOf(type)

/** The text, cut to a width. */
export function fitText(text: string, width: number, type: Type): string {
  const letters = Math.floor(width / letterOf(type))
  return text.length <= letters ? text : letters < 2 ? '' : `${text.slice(0, letters - 1).trimEnd()}…`
}

/** The first of some texts that fits, or nothing. */
export const firstFit = (texts: readonly string[], width: number, type: Type): string => texts.find((text) => textWidth(text, type) <= width) ?? ''
