import { describe, expect, it } from 'vitest'
import { createClock } from '../../../playback/clock.ts'
import { RECORD_KINDS } from '../../../sim/trace/schema.ts'
import { createFolding } from '../../chart/folding.ts'
import { createRecordingSurface } from '../../chart/recordingSurface.ts'
import { createTimeScale } from '../../chart/timeScale.ts'
import { fitViewport, reduceViewport } from '../../chart/viewport.ts'
import { burst, indexOf, modelOf, palette, randomRun } from '../testing.ts'
import { CLASS_OF_KIND } from '../../../metrics/timeline/codes.ts'
import { createCrowdPainter } from '../timeline/drawCrowd.ts'
import { layoutTimeline, rowPlace } from '../timeline/layout.ts'
import { scaleOf } from '../timeline/scene.ts'
import { countMoments, everyMoment, momentsOf, MOMENTS } from '../transport/moments.ts'
import { commandOf } from '../transport/commands.ts'
import { drawFolds, FOLD_PX } from './drawFolds.ts'
import { hereAt, HERE_MAX } from './here.ts'
import { snapTime } from './snap.ts'
import { loopOver, middleOf, ordered } from './timeTools.ts'
import { foldingFor } from './useFolding.ts'

const plot = { x: 120, y: 30, width: 700, height: 300 }

describe('folds of a run', () => {
  const model = modelOf(burst())
  const folded = (opened: readonly number[] = []) =>
    scaleOf(reduceViewport(fitViewport(model.trace.until), { kind: 'fold', folding: foldingFor(model.idle, { on: true, opened }, plot.width) }), plot)

  it('hide no edge of a record', () => {
    const { folds } = folded()
    expect(folds.length).toBeGreaterThan(1)
    const { time, span, length } = model.trace.records
    for (const { from, to } of folds) {
      for (let id = 0; id < length; id++) for (const edge of [time[id]!, time[id]! + span[id]!]) expect(edge <= from || edge >= to).toBe(true)
    }
  })
  it('open one by one, and are all open without the setting', () => {
    const first = folded().folds[0]!
    expect(folded([first.from]).folds.some(({ from }) => from === first.from)).toBe(false)
    expect(foldingFor(model.idle, { on: false, opened: [] }, plot.width).idle).toEqual([])
  })
  it('are drawn as wide as they are, with their length', () => {
    const surface = createRecordingSurface(840, 330)
    const scale = folded()
    drawFolds(surface, plot, { scale, palette, words: () => '2 min' })
    expect(surface.of('area')).toHaveLength(scale.folds.length)
    for (const { left, right } of scale.folds) expect(right - left).toBeLessThanOrEqual(FOLD_PX + 1e-6)
    expect(surface.of('text').map(({ text }) => text).slice(0, 2)).toEqual(['2', 'min'])
  })
})

it('a crowd is painted up to a fold and leaves it empty', () => {
  const { trace } = randomRun(40)
  const model = modelOf(trace)
  const size = { width: 836, height: 330 }
  const layout = layoutTimeline(model.index.rows, size)
  // Something to fold that is idle: the run is followed by as much nothing again.
  const until = trace.until
  const idle = { from: until + 1000, to: until * 3 }
  const view = { from: 0, to: until * 3 + 1000 }
  const paint = (scale: ReturnType<typeof createTimeScale>) => {
    const surface = createRecordingSurface(size.width, size.height)
    createCrowdPainter().paint(surface, { ...model, layout, scale, palette })
    return surface.of('bitmap')[0]!
  }
  const viewport = reduceViewport({ ...fitViewport(view.to) }, { kind: 'fold', folding: createFolding([idle], FOLD_PX / layout.plot.width) })
  const scale = scaleOf(viewport, layout.plot)
  const [fold] = scale.folds
  const { box, pixels } = paint(scale)
  const columnOf = (px: number) => Math.round(px - layout.plot.x)
  const filled = (column: number) => Array.from({ length: box.height }, (_, line) => pixels[line * box.width + column]!).some((pixel) => pixel !== 0)
  const before = Array.from({ length: columnOf(fold!.left) }, (_, column) => filled(column))
  expect(before.filter(Boolean).length).toBeGreaterThan(before.length / 2)
  for (let column = columnOf(fold!.left) + 1; column < columnOf(fold!.right); column++) expect(filled(column)).toBe(false)
})

describe('a measured range', () => {
  const index = indexOf(burst())
  const { records, until } = index.trace
  const scale = createTimeScale([0, until], [120, 820])
  it('snaps to beginnings and ends nearby, and to nothing else', () => {
    const handler = RECORD_KINDS.indexOf('handler')
    const id = records.kind.indexOf(handler)
    const end = records.time[id]! + records.span[id]!
    const edges = Array.from({ length: records.length }, (_, at) => [records.time[at]!, records.time[at]! + records.span[at]!]).flat()
    for (const edge of [records.time[0]!, end]) {
      const snapped = snapTime(index, scale, scale.toPx(edge) + 2)
      expect(edges).toContain(snapped)
      expect(Math.abs(scale.toPx(snapped) - scale.toPx(edge))).toBeLessThan(6)
    }
    const lonely = Array.from({ length: 690 }, (_, i) => 125 + i).find((px) => edges.every((edge) => Math.abs(scale.toPx(edge) - px) > 8))!
    expect(snapTime(index, scale, lonely)).toBe(Math.round(scale.toTime(lonely)))
    expect(snapTime(index, scale, -500)).toBe(0)
  })
  it('has its ends in order, and is there without a pointer', () => {
    expect(ordered(5, 2)).toEqual({ from: 2, to: 5 })
    expect(middleOf({ from: 0, to: 4000, until: 8000 })).toEqual({ from: 1000, to: 3000 })
  })
  it('loops from within', () => {
    const clock = createClock({ requestFrame: () => undefined })
    clock.setUntil(6_000_000)
    loopOver(clock, { from: 2_000_000, to: 3_000_000 })
    expect(clock.state()).toMatchObject({ loop: [2_000_000, 3_000_000], time: 2_000_000 })
    clock.seek(2_500_000)
    loopOver(clock, { from: 1_000_000, to: 3_000_000 })
    expect(clock.time()).toBe(2_500_000)
  })
})

describe('what next stops at', () => {
  const { trace } = randomRun(80)
  it('is each record of the chosen kinds, in order, as many as are counted', () => {
    const counts = countMoments(trace)
    expect(counts.coldStart).toBeGreaterThan(3)
    expect(counts.throttle).toBeGreaterThan(3)
    for (const kind of MOMENTS) {
      const { times, kinds } = everyMoment(trace, [kind])
      expect(times.length).toBe(counts[kind])
      expect(kinds.every((other) => other === kind)).toBe(true)
      expect([...times]).toEqual([...times].toSorted((a, b) => a - b))
    }
    const both = everyMoment(trace, ['coldStart', 'throttle'])
    expect(both.times.length).toBe(counts.coldStart + counts.throttle)
  })
  it('holds what is worth a stop', () => {
    const all = everyMoment(trace, MOMENTS)
    const records = new Set(all.records)
    for (const record of momentsOf(trace).records) expect(records.has(record)).toBe(true)
  })
  it('turns round with Shift', () => {
    expect(commandOf({ key: 'n', shiftKey: false })).toBe('nextMoment')
    expect(commandOf({ key: 'N', shiftKey: true })).toBe('previousMoment')
    expect(commandOf({ key: 'x', shiftKey: false })).toBeUndefined()
  })
})

it('a crowd lists what lies under a finger, a few bars do not', () => {
  const { trace } = randomRun(400)
  const model = modelOf(trace)
  const layout = layoutTimeline(model.index.rows, { width: 836, height: 330 })
  const scale = scaleOf(fitViewport(trace.until), layout.plot)
  const { records } = trace
  const id = Array.from({ length: records.length }, (_, at) => at).find((at) => CLASS_OF_KIND[records.kind[at]!] === 0 && records.time[at]! > trace.until / 2)!
  const row = model.index.rows.rowOfLane[records.lane[id]!]!
  const at = { x: scale.toPx(records.time[id]!), y: rowPlace(layout, row).y + rowPlace(layout, row).height / 2, scale }
  const here = hereAt(model, layout, at)
  expect(here?.records.length).toBeLessThanOrEqual(HERE_MAX)
  expect(here?.records).toContain(id)
  const near = createTimeScale([records.time[id]! - 1000, records.time[id]! + 1000], [layout.plot.x, layout.plot.x + layout.plot.width])
  expect(hereAt(model, layout, { ...at, x: near.toPx(records.time[id]!), scale: near })).toBeNull()
})
