import { expect, it } from 'vitest'
import { createFade } from './fade.ts'

it('comes in over its duration, and turns back from where it is', () => {
  const fade = createFade(() => 200)
  expect(fade(false, 0)).toBe(0)
  expect(fade(true, 1000)).toBe(0)
  expect(fade(true, 1100)).toBe(0.5)
  expect(fade(false, 1100)).toBe(0.5)
  expect(fade(false, 1200)).toBe(0.25)
  expect(fade(false, 1400)).toBe(0)
})

it('is there at once where less motion is asked for', () => {
  expect(createFade(() => 0)(true, 5)).toBe(1)
})
