import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * What stands below keeps its place on the screen while the words of a head change: no knob slips from under the
 * hand that moves it. @param topic what the words are about; with another one, the head is as high as it needs to be
 */
export function useSteady(topic: unknown): RefObject<HTMLDivElement | null> {
  const head = useRef<HTMLDivElement>(null)
  const seen = useRef<{ topic: unknown; words: string; height: number } | null>(null)
  useLayoutEffect(() => {
    const panel = head.current?.closest<HTMLElement>('.column, .tab-panel')
    if (!head.current || !panel) return
    // To measure has the browser lay out the page: only where there is something new to read.
    const words = head.current.textContent
    const before = seen.current?.topic === topic ? seen.current : null
    if (before?.words === words) return
    const was = before?.height ?? null
    if (was === null) head.current.style.minHeight = ''
    else if (head.current.offsetHeight < was) head.current.style.minHeight = `${was}px`
    const height = head.current.offsetHeight
    // Elsewhere than at its very top the browser holds what is in view by itself.
    if (was !== null && height > was && panel.scrollTop === 0) panel.scrollTop = height - was
    seen.current = { topic, words, height }
  })
  // Somebody may fold or unfold a passage, or the panel get another width.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (seen.current !== null && head.current !== null) seen.current.height = head.current.offsetHeight
    })
    if (head.current !== null) observer.observe(head.current)
    return () => observer.disconnect()
  }, [])
  return head
}
