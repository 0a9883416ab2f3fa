import { decodeLink, encodeLink, type LinkState, type Notice } from '../scenario/link.ts'

/** Keeps the address and the state of the app in step, in both directions. */

/** The places of the app that can be gone to. */
export type Place = 'home' | 'lab'

/** The place an address names; whatever is not the front door belongs to the Lab. */
export const placeOf = (hash: string): Place => (/^#?\/?$/.test(hash) ? 'home' : 'lab')

/** The hash of the address and the browser's history of it. */
export interface AddressBar {
  hash(): string
  push(hash: string): void
  replace(hash: string): void
  /** Tells of hashes that come from outside: back, forward, a link, an edited address. */
  onNavigate(listener: (hash: string) => void): () => void
}

export interface AddressOptions {
  bar: AddressBar
  engine: string
  /** Where one is; the front door has no state to write. */
  place(): Place
  enter(place: Place): void
  /** What the address should say now. */
  current(): LinkState
  /** Takes over a state from the address. */
  follow(state: LinkState, notices: readonly Notice[]): void
  /** Told whether the scenario is too large for an address, whenever one is written. */
  onSize(tooLarge: boolean): void
  /** Told when a step has come to rest and is written. */
  onRest(): void
  /** Calls back after `ms` of wall time; returns how to call it off. */
  delay(callback: () => void, ms: number): () => void
}

export interface Address {
  /** A deliberate step away from `previous`: Back returns to it. */
  step(previous: LinkState): void
  /** The same step goes on (a knob dragged, the playhead moved): written when it comes to rest. */
  touch(): void
  /** The hash for the state right now, also written to the address; null when it is too large for one. */
  flush(): string | null
  /** Goes to a hash as a link would. */
  visit(hash: string): void
  /** True when nothing waits to be written. */
  idle(): boolean
  dispose(): void
}

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const REST_MS = 400

const HOME = '#/'
/** The place without a state: for scenarios that no address can hold. */
const BARE = '#/lab'
/** A place named without a state: keeps what is on show. */
const isBare = (hash: string): boolean => hash === BARE || placeOf(hash) === 'home'

export function createAddress({ bar, engine, place, enter, current, follow, onSize, onRest, delay }: AddressOptions): Address {
  let callOff: (() => void) | null = null
  let written = bar.hash()

  const settle = (): void => {
    callOff?.()
    callOff = null
  }
  const replace = (hash: string): void => {
    if (hash !== written) bar.replace(hash)
    written = hash
  }
  const encode = (): string | null => {
    if (place() === 'home') return HOME
    const hash = encodeLink(current(), engine)
    onSize(hash === null)
    return hash
  }
  const flush = (): string | null => {
    settle()
    const hash = encode()
    replace(hash ?? BARE)
    return hash
  }
  const touch = (): void => {
    callOff?.()
    callOff = delay(() => {
      flush()
      onRest()
    }, REST_MS)
  }

  const go = (hash: string): void => {
    // What was waiting belongs to the place that is left, whose entry is no longer the current one.
    settle()
    written = hash
    if (!isBare(hash)) {
      const { state, notices } = decodeLink(hash, engine)
      follow(state, notices)
    }
    enter(placeOf(hash))
    if (hash === BARE) flush()
  }
  const stop = bar.onNavigate((hash) => {
    if (hash !== written) go(hash)
  })

  return {
    step: (previous) => {
      // What was waiting to be written belongs to the entry that is left.
      if (callOff !== null) replace(encodeLink(previous, engine) ?? BARE)
      settle()
      const hash = encode() ?? BARE
      if (hash !== written) bar.push(hash)
      written = hash
    },
    touch,
    flush,
    visit: (hash) => {
      flush()
      if (hash === written) return
      bar.push(hash)
      go(hash)
    },
    idle: () => callOff === null,
    dispose: () => {
      settle()
      stop()
    },
  }
}
