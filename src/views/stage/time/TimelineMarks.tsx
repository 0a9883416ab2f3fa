import type { StageContext } from '../stageApp.ts'
import type { TimelineLayout } from '../timeline/layout.ts'
import { BookmarkMarks } from './BookmarkMarks.tsx'
import { FoldMarks } from './FoldMarks.tsx'
import type { Here } from './here.ts'
import { HereList } from './HereList.tsx'
import { RangeOverlay } from './RangeOverlay.tsx'
import type { TimeTools } from './timeTools.ts'

export interface TimelineMarksProps {
  tools: TimeTools
  context: StageContext
  layout: TimelineLayout
  here: Here | null
  onHere: (here: Here | null) => void
}

/** What lies over the timeline: bookmarks, the measured range, folds, and the list of what is under a finger. */
export function TimelineMarks({ tools, context, layout, here, onHere }: TimelineMarksProps) {
  const { plot } = layout
  return (
    <>
      <BookmarkMarks tools={tools} context={context} plot={plot} />
      <RangeOverlay tools={tools} context={context} plot={plot} handles />
      <FoldMarks app={tools.app} context={context} plot={plot} />
      {here ? <HereList key={`${here.x} ${here.y}`} context={context} here={here} layout={layout} onClose={() => onHere(null)} /> : null}
    </>
  )
}
