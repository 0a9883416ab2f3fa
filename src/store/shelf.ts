/** What outlives the visit: texts by key. Total: where storage is denied, full or absent, nothing throws. */

export interface Shelf {
  get(key: string): string | null
  /** False when there is no room, or no storage. */
  set(key: string, text: string): boolean
  remove(key: string): void
  keys(): readonly string[]
  /** Tells which key another tab has written; null when it may be any. */
  onChange(listener: (key: string | null) => void): () => void
}

/** The part of `Storage` that is used. */
export type KeyedStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const attempt = <T>(action: () => T, otherwise: T): T => {
  try {
    return action()
  } catch {
    return otherwise
  }
}

/** @param watch subscribes to what other tabs write */
export function createShelf(storage: KeyedStorage | null, watch: Shelf['onChange'] = () => () => undefined): Shelf {
  return {
    get: (key) => attempt(() => storage?.getItem(key) ?? null, null),
    set: (key, text) => attempt(() => storage !== null && (storage.setItem(key, text), true), false),
    remove: (key) => attempt(() => storage?.removeItem(key), undefined),
    keys: () => attempt(() => Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? ''), []),
    onChange: watch,
  }
}
