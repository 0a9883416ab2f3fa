import { createShelf, type KeyedStorage, type Shelf } from '../shelf.ts'

/** A storage that several tabs share, and the shelf each of them sees. Tests only. */
export function createMemory(texts: Readonly<Record<string, string>> = {}, room = Infinity) {
  const kept = new Map(Object.entries(texts))
  const tabs = new Set<(key: string | null) => void>()
  const storage: KeyedStorage = {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => {
      if (text.length > room) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, text)
    },
    removeItem: (key) => void kept.delete(key),
  }
  /** Storage events reach every tab but the one that wrote. */
  const tab = (): Shelf => {
    const own = new Set<(key: string | null) => void>()
    const tell = (key: string): void => tabs.forEach((listener) => own.has(listener) || listener(key))
    const shelf = createShelf(storage, (listener) => {
      tabs.add(listener)
      own.add(listener)
      return () => tabs.delete(listener)
    })
    return {
      ...shelf,
      set: (key, text) => {
        const done = shelf.set(key, text)
        if (done) tell(key)
        return done
      },
      remove: (key) => {
        shelf.remove(key)
        tell(key)
      },
    }
  }
  return { kept, tab }
}
