import { useEffect, useState } from 'react'
import type { TraceModel } from '../model.ts'
import type { SourceArt } from './drawFurniture.ts'

/** What draws the lanes of queues and streams, from when it is there; null while a run has none. */
export function useSourceArt({ index }: TraceModel): SourceArt | null {
  const [art, setArt] = useState<SourceArt | null>(null)
  const wanted = index.sources.lanes.length > 0
  useEffect(() => {
    if (wanted && art === null) void import('./sources/drawSources.ts').then((module) => setArt(module))
  }, [wanted, art])
  return wanted ? art : null
}
