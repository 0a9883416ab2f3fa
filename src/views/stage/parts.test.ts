import { expect, it } from 'vitest'
import { PART_NAMES, shownParts } from './parts.ts'

const nothingChosen = { flow: null, timeline: null, concurrency: null }
const roomy = { wide: true, tall: true, low: false }

it('shows what there is room for', () => {
  expect(shownParts(nothingChosen, roomy)).toEqual({ flow: true, timeline: true, concurrency: true })
  expect(shownParts(nothingChosen, { wide: false, tall: true, low: false })).toEqual({ flow: true, timeline: true, concurrency: false })
  expect(shownParts(nothingChosen, { wide: true, tall: false, low: true })).toEqual({ flow: false, timeline: true, concurrency: false })
})

it('follows the reader where they chose, and always keeps one', () => {
  for (let bits = 0; bits < 8; bits++) {
    const chosen = { flow: (bits & 1) > 0, timeline: (bits & 2) > 0, concurrency: (bits & 4) > 0 }
    for (const room of [roomy, { wide: false, tall: false, low: true }]) {
      const shown = shownParts(chosen, room)
      expect(PART_NAMES.some((name) => shown[name])).toBe(true)
      if (bits > 0) expect(shown).toEqual(chosen)
    }
  }
})
