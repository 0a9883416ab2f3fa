import { expect, it } from 'vitest'
import { PART_NAMES, shownParts } from './parts.ts'

const nothingChosen = { flow: null, models: null, timeline: null, concurrency: null }
const roomy = { wide: true, tall: true, low: false, compares: false }

it('shows what there is room for', () => {
  expect(shownParts(nothingChosen, roomy)).toEqual({ flow: true, models: false, timeline: true, concurrency: true })
  expect(shownParts(nothingChosen, { wide: false, tall: true, low: false, compares: false })).toEqual({ flow: true, models: false, timeline: true, concurrency: false })
  expect(shownParts(nothingChosen, { wide: true, tall: false, low: true, compares: false })).toEqual({ flow: false, models: false, timeline: true, concurrency: false })
})

it('shows the models in place of the flow where a scenario has all of them', () => {
  expect(shownParts(nothingChosen, { ...roomy, compares: true })).toEqual({ flow: false, models: true, timeline: true, concurrency: true })
  expect(shownParts({ ...nothingChosen, flow: true }, { ...roomy, compares: true })).toMatchObject({ flow: true, models: true })
})

it('follows the reader where they chose, and always keeps one', () => {
  for (let bits = 0; bits < 16; bits++) {
    const chosen = { flow: (bits & 1) > 0, timeline: (bits & 2) > 0, concurrency: (bits & 4) > 0, models: (bits & 8) > 0 }
    for (const room of [roomy, { wide: false, tall: false, low: true, compares: true }]) {
      const shown = shownParts(chosen, room)
      expect(PART_NAMES.some((name) => shown[name])).toBe(true)
      if (bits > 0) expect(shown).toEqual(chosen)
    }
  }
})
