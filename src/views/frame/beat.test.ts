import { describe, expect, it } from 'vitest'
import { BEATS_PER_SECOND, createAfterBeat } from './beat.ts'

describe('the beat', () => {
  it('tells the frame after the first of each beat, and no other', () => {
    const isDue = createAfterBeat()
    const frames = Array.from({ length: 120 }, (_, frame) => isDue((frame * 1000) / 60))
    const due = frames.flatMap((each, frame) => (each ? [frame] : []))
    const framesPerBeat = 60 / BEATS_PER_SECOND
    expect(due).toEqual(Array.from({ length: 120 / framesPerBeat }, (_, beat) => beat * framesPerBeat + 1))
  })

  it('misses none where frames are longer than a beat', () => {
    const isDue = createAfterBeat()
    expect([0, 1000, 2000, 3000].map(isDue)).toEqual([false, true, true, true])
  })
})
