import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

export type LayoutKind = 'wide' | 'medium' | 'narrow'

/** Three columns, two, or one with tabs. */
export function useLayoutKind(): LayoutKind {
  const wide = useMedia('(min-width: 1200px)')
  const medium = useMedia('(min-width: 768px)')
  if (wide) return 'wide'
  return medium ? 'medium' : 'narrow'
}
