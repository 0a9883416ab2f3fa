import { useEffect, useRef, useState } from 'react'

/** After the last key. */
const REST_MS = 250

/** A text, and the same once nobody types any more. */
export function usePasted() {
  const [text, setText] = useState('')
  const [settled, setSettled] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const edit = (next: string): void => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(setSettled, REST_MS, next)
  }
  return { text, settled, pending: text !== settled, edit }
}
