import { describe, expect, it } from 'vitest'
import { DEFAULT_SQS, defaultFunction, defaultScenario, defaultSource } from '../../../../scenario/defaults.ts'
import { presetById } from '../../../../scenario/presets/index.ts'
import type { Scenario } from '../../../../sim/scenario.ts'
import { simulate } from '../../../../sim/simulate.ts'
import { MESSAGE } from '../../../../sim/trace/messages.ts'
import { NONE } from '../../../../sim/trace/schema.ts'
import { createRecordingSurface } from '../../../chart/recordingSurface.ts'
import { createTimeScale } from '../../../chart/timeScale.ts'
import { buildTimelineIndex } from '../../../../metrics/timeline/timelineIndex.ts'
import { modelOf, palette } from '../../testing.ts'
import { layoutTimeline, leastHeight } from '../layout.ts'
import { pointedAt } from '../pointed.ts'
import { recordBox } from '../recordBox.ts'
import * as sourceArt from './drawSources.ts'
import { messageBox } from './messageAt.ts'
import { attemptFacts, describeMessage } from './words.ts'

const SIZE = { width: 840, height: 480 }
const scenarioOf = (id: string): Scenario => presetById(id)!.scenario

function draw(scenario: Scenario, domain?: readonly [number, number]) {
  const trace = simulate(scenario)
  const index = buildTimelineIndex(trace, scenario)
  const layout = layoutTimeline(index.rows, SIZE)
  const { plot } = layout
  const scale = createTimeScale(domain ?? [0, trace.until], [plot.x, plot.x + plot.width])
  const surface = createRecordingSurface(SIZE.width, SIZE.height)
  for (const placed of layout.groups) {
    sourceArt.drawSource(surface, { index, scale, palette, plot }, placed)
    sourceArt.drawSourceLabels(surface, { palette, name: 'a-queue-with-a-long-name', width: plot.x }, placed)
  }
  return { trace, index, layout, scale, surface }
}

const burst = (count: number): Scenario =>
  defaultScenario({
    durationMs: 60_000,
    functions: [defaultFunction('f')],
    traffic: [defaultSource('q', 'f', { via: 'event-source', eventSource: DEFAULT_SQS, arrivals: { kind: 'bursts', bursts: [{ atMs: 1000, count, spreadMs: 0 }] } })],
  })

describe('messages of a queue', () => {
  it('are hidden for as long as the picture says, and told apart by pattern and shape', () => {
    const { surface, scale } = draw(scenarioOf('poison-message'))
    const hidden = surface.of('rect').filter(({ fill }) => fill.pattern === 'diagonal')
    // Ten messages three times, one three times; nine are done at once, which is too short for a pattern.
    expect(hidden).toHaveLength(33)
    for (const { box } of hidden) expect(box.width).toBeCloseTo(30_000_000 * scale.density, 3)
    const ends = surface.of('area').filter(({ fill }) => fill.color === palette.alarm)
    expect(ends).toHaveLength(11)
    expect(surface.of('rect').filter(({ fill }) => fill.color === palette.phases.handler.fill)).toHaveLength(9)
  })

  it('say where they can be received again, and how often they were', () => {
    const { surface } = draw(scenarioOf('poison-message'), [25e6, 40e6])
    const ticks = surface.of('rect').filter(({ fill, box }) => fill.color === palette.text && box.width === 2)
    // One end of hiding and two notches for the second receipt, on eleven tracks.
    expect(ticks).toHaveLength(33)
  })

  it('are an area where they are many, however far one looks', () => {
    for (const domain of [[0, 60e6], [1e6, 1.3e6]] as const) {
      const { surface, layout } = draw(burst(3000), domain)
      const areas = surface.of('area')
      expect(areas.length).toBeGreaterThan(0)
      for (const { points } of areas) {
        for (let at = 0; at < points.length; at += 2) {
          expect(points[at]).toBeGreaterThanOrEqual(layout.plot.x)
          expect(points[at]).toBeLessThanOrEqual(layout.plot.x + layout.plot.width + 1)
        }
      }
      expect(surface.of('rect').length + areas.length).toBeLessThan(50)
    }
  })

  it('are found where they are drawn', () => {
    const { index, layout, scale, trace } = draw(scenarioOf('poison-message'))
    for (let message = 0; message < trace.messages.length; message++) {
      const box = messageBox({ index, layout, scale }, message)!
      const at = { x: box.x + Math.min(4, box.width / 2), y: box.y + box.height / 2, scale }
      expect(pointedAt({ index, layout, sourceArt }, at)).toMatchObject({ record: NONE, message: { message }, amongMessages: true })
    }
    const [first] = layout.groups
    expect(pointedAt({ index, layout, sourceArt }, { x: scale.toPx(98e6), y: first!.y + 10, scale })).toMatchObject({ record: NONE, message: null })
  })
})

describe('batches of a shard', () => {
  it('carry their number at every attempt, with the shard hatched in between', () => {
    const { surface, layout } = draw(scenarioOf('blocked-shard'))
    const [first] = layout.groups
    const inRow = ({ y }: { y: number }): boolean => y >= first!.y && y < first!.y + first!.rowHeight
    const blocked = surface.of('rect').filter(({ fill, box }) => fill.color === palette.alarmWash && inRow(box))
    expect(blocked).toHaveLength(6)
    const numbers = surface.of('text').filter(({ style, at }) => style.weight === 600 && inRow(at))
    expect(new Set(numbers.map(({ text }) => text))).toEqual(new Set(['1']))
    expect(numbers.length).toBeGreaterThan(3)
  })

  it('are pointed at, ringed and told with what follows', () => {
    const { index, layout, scale } = draw(scenarioOf('blocked-shard'))
    const [first] = layout.groups
    const arrivals = [...index.sources.attempts.ids].filter((id) => index.trace.records.lane[id] === first!.group.source!.source)
    const box = recordBox({ index, layout, scale }, arrivals[4]!)!
    expect(box.x + box.width).toBeCloseTo(recordBox({ index, layout, scale }, arrivals[5]!)!.x + 4, 3)
    expect(pointedAt({ index, layout, sourceArt }, { x: box.x + 3, y: box.y + 5, scale }).record).toBe(arrivals[4])
    expect(attemptFacts(index, arrivals[0]!)).toEqual(['failed', expect.stringContaining('shard waits for')])
  })
})

describe('words', () => {
  it('say where a message is at a time, and how it ended', () => {
    const scenario = scenarioOf('poison-message')
    const trace = simulate(scenario)
    const model = modelOf(trace, scenario)
    const { lane } = trace.messages
    const reporting = [...lane.keys()].filter((row) => lane[row] === model.index.sources.lanes[1]!.source)
    const { title, facts } = describeMessage({ model, scenario }, reporting[1]!, 40e6)
    expect(title).toBe('Message 2')
    expect(facts).toEqual(['in reporting-queue', 'sent at 1.000 s', 'received 1 time', expect.stringContaining('done with at')])
    expect(describeMessage({ model, scenario }, reporting[3]!, 40e6).facts).toContainEqual(expect.stringMatching(/^hidden for 30\ss$/))
    expect(model.index.sources.lanes[1]!.losses[0]!.kinds[0]).toBe(MESSAGE.deadLettered)
  })
})

it('names are cut to the room beside the plot', () => {
  const { surface, layout, index } = draw(scenarioOf('four-ways'))
  for (const { at, text } of surface.of('text').filter((each) => each.at.x < layout.plot.x)) expect(at.x + text.length * 6.2).toBeLessThanOrEqual(layout.plot.x + 4)
  expect(layoutTimeline(index.rows, { width: 840, height: leastHeight(index.rows) }).bottom).toBeLessThanOrEqual(leastHeight(index.rows))
})
