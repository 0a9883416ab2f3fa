import type { AddressBar } from './address.ts'
import { createShelf, type Shelf } from './shelf.ts'

/** What the app uses of the browser besides the page itself. */

export function browserAddressBar(page: Window): AddressBar {
  return {
    hash: () => page.location.hash,
    push: (hash) => page.history.pushState(null, '', hash),
    replace: (hash) => page.history.replaceState(null, '', hash),
    onNavigate: (listener) => {
      // Back and forward raise both events, an edited address or a link only the second.
      const tell = (): void => listener(page.location.hash)
      page.addEventListener('popstate', tell)
      page.addEventListener('hashchange', tell)
      return () => {
        page.removeEventListener('popstate', tell)
        page.removeEventListener('hashchange', tell)
      }
    },
  }
}

/** `localStorage`, which may be denied. */
export function browserShelf(page: Window): Shelf {
  const watch: Shelf['onChange'] = (listener) => {
    const tell = (event: StorageEvent): void => listener(event.key)
    page.addEventListener('storage', tell)
    return () => page.removeEventListener('storage', tell)
  }
  try {
    return createShelf(page.localStorage, watch)
  } catch {
    return createShelf(null)
  }
}

/** `sessionStorage`, likewise. */
export function browserSession(page: Window): Shelf {
  try {
    return createShelf(page.sessionStorage)
  } catch {
    return createShelf(null)
  }
}

export function browserDelay(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** Whether an animation of the interface that will end by itself is under way. */
export function isAnimating(page: Document): boolean {
  return page.getAnimations().some((animation) => {
    const { endTime } = animation.effect?.getComputedTiming() ?? {}
    return animation.playState === 'running' && typeof endTime === 'number' && Number.isFinite(endTime)
  })
}

/** A name that nothing else has. `randomUUID` is there in secure contexts only. */
export const browserId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
