import { useEffect, useState } from 'react'

/** Keys held down change a value many times a second: what is spoken waits until it rests. */
const REST_MS = 700

/** A value as it was when it last came to rest. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
