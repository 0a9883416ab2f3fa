/** Keys of the flow: one tab stop, the arrows lead from box to box and from environment to environment. */
import { NONE } from '../../../sim/trace/schema.ts'
import type { StageContext } from '../stageApp.ts'
import { itemKey, itemsOf, neighbour, recordOf, type Direction, type FlowItem } from './items.ts'
import type { Flow } from './useFlow.ts'

const DIRECTIONS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The item a key leads to; null for keys that lead nowhere. */
function targetOf({ layout, model, now }: Flow, key: string, focused: FlowItem | null): FlowItem | null {
  const direction = DIRECTIONS[key]
  if (direction === undefined && key !== 'Home' && key !== 'End') return null
  const items = itemsOf(layout, model.data, now())
  if (key === 'End') return items.at(-1) ?? null
  const here = focused && items.find((item) => itemKey(item) === itemKey(focused))
  if (direction === undefined || focused === null) return items[0] ?? null
  // An environment that has gone still has a place to look on from.
  return neighbour(layout, items, here ?? focused, direction)
}

/** What a key does. True if it was used. */
export function handleFlowKey(event: Key, { flow, context, focused, focus }: { flow: Flow; context: StageContext; focused: FlowItem | null; focus: (item: FlowItem | null) => void }): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  if (event.key === 'Escape') {
    focus(null)
    context.select(null)
    return true
  }
  if (event.key === 'Enter') {
    const record = focused ? recordOf(flow.model.data, flow.now(), focused) : NONE
    if (record !== NONE) context.select(record)
    return focused !== null
  }
  const target = targetOf(flow, event.key, focused)
  if (target) focus(target)
  return target !== null
}
