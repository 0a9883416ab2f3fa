import { useMemo } from 'react'
import type { Cell } from './cell.ts'

/** A cell that stays as it is for so long is at rest, ms. */
export const REST_MS = 120

/** Whether a cell is being changed right now: a picture drawn meanwhile may be a little rougher, and is drawn once more at rest. */
export interface Unrest {
  moving(): boolean
  /** Calls `repaint` on every change, and when rest begins. */
  subscribe(repaint: () => void): () => void
}

export function createUnrest({ subscribe }: Pick<Cell<unknown>, 'subscribe'>): Unrest {
  let moving = false
  return {
    moving: () => moving,
    subscribe: (repaint) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const rest = (): void => {
        moving = false
        repaint()
      }
      const stop = subscribe(() => {
        moving = true
        clearTimeout(timer)
        timer = setTimeout(rest, REST_MS)
        repaint()
      })
      return () => {
        stop()
        clearTimeout(timer)
        moving = false
      }
    },
  }
}

export const useUnrest = (cell: Cell<unknown>): Unrest => useMemo(() => createUnrest(cell), [cell])
