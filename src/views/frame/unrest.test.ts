import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCell } from './cell.ts'
import { createUnrest, REST_MS } from './unrest.ts'

describe('unrest of a cell', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('lasts as long as changes follow one another, and ends with a repaint', () => {
    const cell = createCell(0)
    const unrest = createUnrest(cell)
    const painted: boolean[] = []
    unrest.subscribe(() => painted.push(unrest.moving()))
    cell.set(1)
    vi.advanceTimersByTime(REST_MS - 1)
    cell.set(2)
    vi.advanceTimersByTime(REST_MS - 1)
    expect(painted).toEqual([true, true])
    vi.advanceTimersByTime(1)
    expect(painted).toEqual([true, true, false])
  })

  it('ends when nobody looks any more', () => {
    const cell = createCell(0)
    const unrest = createUnrest(cell)
    const repaint = vi.fn()
    const stop = unrest.subscribe(repaint)
    cell.set(1)
    stop()
    expect(unrest.moving()).toBe(false)
    vi.advanceTimersByTime(REST_MS)
    expect(repaint).toHaveBeenCalledTimes(1)
  })
})
