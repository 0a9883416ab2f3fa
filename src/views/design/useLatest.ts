import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same and calls the latest `callback`: what it is handed to need not render again. */
export function useLatest<A extends unknown[]>(callback: (...parameters: A) => void): (...parameters: A) => void {
  const latest = useRef(callback)
  useLayoutEffect(() => {
    latest.current = callback
  }, [callback])
  return useCallback((...parameters: A) => latest.current(...parameters), [])
}
