import { useEffect, useState } from 'react'
import { readPalette, type Palette } from '../design/palette.ts'

const QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']

/** The palette in force, read again when the theme, the contrast or the fonts change; null before the first read. */
export function usePalette(): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null)
  useEffect(() => {
    const read = (): void => setPalette(readPalette(document.body))
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] })
    const queries = QUERIES.map((query) => window.matchMedia(query))
    for (const query of queries) query.addEventListener('change', read)
    document.fonts.addEventListener('loadingdone', read)
    return () => {
      observer.disconnect()
      for (const query of queries) query.removeEventListener('change', read)
      document.fonts.removeEventListener('loadingdone', read)
    }
  }, [])
  return palette
}
