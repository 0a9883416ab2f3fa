import { expect, it } from 'vitest'
import { createDigest } from '../../metrics/digest.ts'
import { rangeFigures } from '../../metrics/range.ts'
import { countsWithin } from '../../metrics/within.ts'
import { HOME_PRESET } from '../../scenario/presets/index.ts'
import { simulate } from '../../sim/simulate.ts'
import { partOf } from './measure.ts'

it('counts what happens at either end of a measured range, like the strip below the timeline', () => {
  const { scenario } = HOME_PRESET
  const trace = simulate(scenario)
  const digest = createDigest(trace, scenario)
  const moments = trace.records.time
  for (let row = 0; row < trace.records.length; row += 7) {
    const range = { from: moments[row]!, to: moments[trace.records.length - 1]! }
    const { arrivals, coldStarts, throttles } = rangeFigures(digest, trace, range)
    expect(countsWithin(digest, trace, partOf({ time: range.to, range }))).toMatchObject({ arrivals, coldStarts, throttles })
  }
})
it('begins with the run where nothing is measured', () => {
  expect(partOf({ time: 5, range: null })).toEqual({ from: null, to: 5 })
})
