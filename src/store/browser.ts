import type { AddressBar } from './address.ts'
import type { SettingsStorage } from './uiStore.ts'

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

/** `localStorage`, or null where the browser denies it. */
export function browserStorage(page: Window): SettingsStorage | null {
  try {
    return page.localStorage
  } catch {
    return null
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
