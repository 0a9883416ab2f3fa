import { useSyncExternalStore } from 'react'

/** A value that views share and repaint by, outside React: a viewport or a hovered time changes every frame. */
export interface Cell<T> {
  get(): T
  set(value: T): void
  subscribe(listener: () => void): () => void
}

export function createCell<T>(initial: T): Cell<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The part of a cell that `selector` picks, as React state. Use it for what changes seldom. */
export function useCell<T, S>(cell: Cell<T>, selector: (value: T) => S): S {
  return useSyncExternalStore(cell.subscribe, () => selector(cell.get()))
}
