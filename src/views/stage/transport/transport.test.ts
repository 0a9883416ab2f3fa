import { describe, expect, it } from 'vitest'
import { createClock } from '../../../playback/clock.ts'
import { defaultScenario } from '../../../scenario/defaults.ts'
import { traceFromText } from '../../../sim/trace/testing/fixture.ts'
import { fitViewport, reduceViewport, type Viewport } from '../../chart/viewport.ts'
import { createCell } from '../../frame/cell.ts'
import type { StageContext } from '../stageApp.ts'
import { burst, modelOf, palette } from '../testing.ts'
import { handleTimelineKey } from '../timeline/keys.ts'
import { moveWindow } from '../minimap/Minimap.tsx'
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import { LETTERS, runCommand } from './commands.ts'
import { momentsOf, nextMoment, nextRecordTime, spacedMarks } from './moments.ts'
import { parseTime } from './parseTime.ts'

function contextOf(trace = burst()) {
  const clock = createClock({ requestFrame: () => undefined })
  clock.setUntil(trace.until)
  const selected: (RecordId | null)[] = []
  const context: StageContext = {
    clock,
    viewport: createCell<Viewport>(fitViewport(trace.until)),
    hover: createCell<number | null>(null),
    palette,
    model: modelOf(trace),
    scenario: defaultScenario(),
    selection: null,
    lane: null,
    selectLane: () => undefined,
    message: null,
    selectMessage: () => undefined,
    whyChain: null,
    whyAround: [],
    inspect: () => undefined,
    select: (record) => void selected.push(record),
  }
  return { context, selected, moments: momentsOf(trace) }
}

const by = (micros: number) => (time: number) => time + micros

describe('typed times', () => {
  it('are read in any unit', () => {
    expect(parseTime('1.25 s', 'ms')).toBe(1_250_000)
    expect(parseTime('300ms', 's')).toBe(300_000)
    expect(parseTime('80 µs', 's')).toBe(80)
    expect(parseTime('2:05', 's')).toBe(125_000_000)
    expect(parseTime('1:02:05.5', 'clock')).toBe(3_725_500_000)
    expect(parseTime('1,284', 's')).toBe(1_284_000)
    expect(parseTime('90', 'clock')).toBe(90_000_000)
    expect(parseTime('2 min', 's')).toBe(120_000_000)
  })
  it('are refused when they make no sense', () => {
    for (const text of ['', 'soon', '1:2:3:4', '-5', '3 weeks', '1::2']) expect(parseTime(text, 's')).toBeNull()
  })
})

describe('moments', () => {
  const { moments } = contextOf()
  it('name what comes next, in order of time', () => {
    expect(moments.kinds.slice(0, 2)).toEqual(['coldStart', 'throttle'])
    expect(moments.kinds).toEqual(expect.arrayContaining(['timeout', 'shutdown']))
    expect([...moments.times]).toEqual([...moments.times].toSorted((a, b) => a - b))
  })
  it('show a timeout when it happens', () => {
    const trace = traceFromText(1000, 'f/1: 100 handler#1!timeout 300')
    const { times, kinds } = momentsOf(trace)
    expect([times[0], kinds[0]]).toEqual([400_000, 'timeout'])
  })
  it('are found before and after a time', () => {
    expect(nextMoment(moments, 0, 1)).toBe(0)
    expect(nextMoment(moments, moments.times[0]!, 1)).toBe(1)
    expect(nextMoment(moments, moments.times[0]!, -1)).toBe(-1)
    expect(nextMoment(moments, 6e6, 1)).toBe(-1)
  })
  it('leave room between marks', () => {
    const crowded = { times: Float64Array.from({ length: 1000 }, (_, i) => i * 1000), kinds: Array.from({ length: 1000 }, () => 'throttle' as const), records: [] }
    const marks = spacedMarks(crowded, 1e6, 300)
    expect(marks.length).toBeLessThanOrEqual(101)
    expect(marks.length).toBeGreaterThan(90)
  })
  it('step record by record', () => {
    const { context } = contextOf()
    const { trace } = context.model
    expect(nextRecordTime(trace, 0, 1)).toBe(1_000_000)
    expect(nextRecordTime(trace, 1_000_000, -1)).toBeNull()
    expect(nextRecordTime(trace, trace.until, -1)).toBe(5_600_000)
  })
})

describe('commands', () => {
  it('jump and stop, keeping the playhead on show', () => {
    const { context, moments } = contextOf()
    context.viewport.set(reduceViewport(context.viewport.get(), { kind: 'show', from: 0, to: 500_000 }))
    context.clock.play()
    runCommand(context, moments, 'nextMoment')
    expect(context.clock.state()).toMatchObject({ time: 1_000_000, playing: false })
    const { from, to } = context.viewport.get()
    expect(from <= 1_000_000 && to >= 1_000_000).toBe(true)
    runCommand(context, moments, 'nextRecord')
    expect(context.clock.time()).toBe(1_010_000)
    runCommand(context, moments, 'previousRecord')
    expect(context.clock.time()).toBe(1_000_000)
    runCommand(context, moments, 'previousMoment')
    expect(context.clock.time()).toBe(1_000_000)
  })
  it('set speed, direction and loop', () => {
    const { context, moments } = contextOf()
    runCommand(context, moments, 'faster')
    runCommand(context, moments, 'reverse')
    expect(context.clock.state().rate).toBe(-2)
    runCommand(context, moments, 'slower')
    expect(context.clock.state().rate).toBe(-1)
    runCommand(context, moments, 'loop')
    expect(context.clock.state().loop).toEqual([0, 6_000_000])
    runCommand(context, moments, 'loop')
    expect(context.clock.state().loop).toBeNull()
  })
  it('have each letter once', () => {
    expect(Object.keys(LETTERS).every((key) => key.length === 1)).toBe(true)
    expect(LETTERS['k']).toBe('toggle')
  })
})

describe('keys of the timeline', () => {
  const press = (context: StageContext, key: string, focused: RecordId, shiftKey = false) => {
    let to = focused
    const used = handleTimelineKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }, context, focused, (id) => (to = id))
    return { used, to }
  }
  it('walk, follow causes, select and clear', () => {
    const { context, selected } = contextOf()
    const first = press(context, 'ArrowRight', NONE).to
    const second = press(context, 'ArrowRight', first).to
    expect(context.model.trace.records.cause[second]).toBe(first)
    expect(press(context, 'c', second).to).toBe(first)
    expect(press(context, 'e', first).to).toBe(second)
    press(context, 'Enter', second)
    expect(press(context, 'Escape', second)).toEqual({ used: true, to: NONE })
    expect(selected).toEqual([second, null])
  })
  it('zoom, and leave other keys alone', () => {
    const { context } = contextOf()
    expect(press(context, '+', NONE).used).toBe(true)
    expect(context.viewport.get().to - context.viewport.get().from).toBeLessThan(5_000_000)
    expect(press(context, 'Tab', NONE).used).toBe(false)
    expect(press(context, 'x', NONE).used).toBe(false)
  })
  it('bring a record that is out of sight into view', () => {
    const { context } = contextOf()
    context.viewport.set(reduceViewport(context.viewport.get(), { kind: 'show', from: 0, to: 500_000 }))
    const { to } = press(context, 'ArrowRight', NONE)
    const view = context.viewport.get()
    expect(context.model.trace.records.time[to]! >= view.from).toBe(true)
    expect(context.model.trace.records.time[to]! <= view.to).toBe(true)
  })
})

describe('window of the minimap', () => {
  const view = reduceViewport(fitViewport(6_000_000), { kind: 'show', from: 1e6, to: 2e6 })
  it('moves by its edges and as a whole, edges limit each other', () => {
    expect(moveWindow(view, 'from', by(0.5e6))).toMatchObject({ from: 1.5e6, to: 2e6 })
    expect(moveWindow(view, 'to', by(-9e6)).from).toBeLessThanOrEqual(1e6)
    expect(moveWindow(view, 'to', by(9e6))).toMatchObject({ from: 1e6, to: 6e6 })
    expect(moveWindow(view, 'window', by(9e6))).toMatchObject({ from: 5e6, to: 6e6 })
  })
})
