/** Steps back and forward through states. */

export interface History<T> {
  /** Notes a state that is being left; the way forward is gone. */
  leave(state: T): void
  /** Drops the way forward without a step: the step before goes on. */
  goOn(): void
  /** The state one step back or forward, while `current` is left; null when there is none. */
  back(current: T): T | null
  forward(current: T): T | null
  canUndo(): boolean
  canRedo(): boolean
}

export function createHistory<T>(limit: number): History<T> {
  let past: readonly T[] = []
  let future: readonly T[] = []
  return {
    leave: (state) => {
      past = [...past, state].slice(-limit)
      future = []
    },
    goOn: () => {
      future = []
    },
    back: (current) => {
      const previous = past.at(-1)
      if (previous === undefined) return null
      future = [current, ...future]
      past = past.slice(0, -1)
      return previous
    },
    forward: (current) => {
      const [next, ...rest] = future
      if (next === undefined) return null
      past = [...past, current]
      future = rest
      return next
    },
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
  }
}
