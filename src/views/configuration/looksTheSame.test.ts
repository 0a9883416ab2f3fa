import { expect, it } from 'vitest'
import { defaultFunction, defaultScenario } from '../../scenario/defaults.ts'
import { withFunction } from './edit.ts'
import { FUNCTION_GROUP } from './knobs/function.ts'
import { CONCURRENCY_GROUP } from './knobs/concurrency.ts'
import { looksTheSame } from './looksTheSame.ts'
import type { Knob } from './knob.ts'

const target = { fn: 0, source: 0 }
const scenario = defaultScenario({ functions: [defaultFunction('orders-api', { ReservedConcurrentExecutions: 5 }), defaultFunction('b')] })

function knob(id: string) {
  const all: readonly Knob[] = [...FUNCTION_GROUP.knobs, ...CONCURRENCY_GROUP.knobs]
  const found = all.find((one) => one.id === id)
  if (found === undefined || found.kind === 'bursts' || found.kind === 'curve') throw new Error(id)
  return found
}

const view = (id: string, of = scenario) => ({ knob: knob(id), scenario: of, target, issue: undefined, edits: null })

it('renders only the knob that was moved', () => {
  const moved = withFunction(scenario, target, { MemorySize: 1024 })
  expect(looksTheSame(view('MemorySize'), view('MemorySize', moved))).toBe(false)
  expect(looksTheSame(view('Timeout'), view('Timeout', moved))).toBe(true)
  expect(looksTheSame(view('Runtime'), view('Runtime', moved))).toBe(true)
})

it('renders a knob whose range another one changed', () => {
  const other = withFunction(scenario, { fn: 1, source: 0 }, { ReservedConcurrentExecutions: 300 })
  expect(looksTheSame(view('ReservedConcurrentExecutions'), view('ReservedConcurrentExecutions', other))).toBe(false)
})

it('renders when an issue comes or goes', () => {
  expect(looksTheSame(view('Timeout'), { ...view('Timeout'), issue: {} })).toBe(false)
})
