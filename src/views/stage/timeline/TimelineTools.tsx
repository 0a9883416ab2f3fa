import { Download, Maximize2, Table2, ZoomIn, ZoomOut } from 'lucide-react'
import { stageText } from '../../../text/en/stage.ts'
import { tableText } from '../../../text/en/table.ts'
import { reduceViewport, ZOOM_STEP, type ViewportAction } from '../../chart/viewport.ts'
import { IconButton } from '../../design/Button.tsx'
import type { StageContext } from '../stageApp.ts'
import { TimeToolButtons } from '../time/TimeToolButtons.tsx'
import type { TimeTools } from '../time/timeTools.ts'
import type { Size } from './layout.ts'

const text = stageText.timeline

interface TimelineToolsProps {
  tools: TimeTools
  context: StageContext
  size: Size
  /** Whether the table stands in for the picture. */
  asTable: boolean
  onTable: () => void
}

/** What can be done with the picture as a whole. */
export function TimelineTools({ tools, context, size, asTable, onTable }: TimelineToolsProps) {
  const { viewport, clock } = context
  const dispatch = (action: ViewportAction): void => viewport.set(reduceViewport(viewport.get(), action))
  const zoom = (factor: number): void => {
    const { from, to } = viewport.get()
    const time = clock.time()
    dispatch({ kind: 'zoom', at: time >= from && time <= to ? time : (from + to) / 2, factor })
  }
  return (
    <div className="stage-panel-tools">
      <IconButton size="small" label={tableText.show} aria-pressed={asTable} onClick={onTable}><Table2 size={15} aria-hidden /></IconButton>
      <TimeToolButtons tools={tools} context={context} />
      <IconButton size="small" label={text.zoomOut} onClick={() => zoom(ZOOM_STEP)}><ZoomOut size={15} aria-hidden /></IconButton>
      <IconButton size="small" label={text.zoomIn} onClick={() => zoom(1 / ZOOM_STEP)}><ZoomIn size={15} aria-hidden /></IconButton>
      <IconButton size="small" label={text.fit} onClick={() => tools.app.step(() => dispatch({ kind: 'fit' }))}><Maximize2 size={14} aria-hidden /></IconButton>
      <IconButton size="small" label={text.save} onClick={() => void import('../exportPicture.ts').then(({ savePicture }) => savePicture(context, size))}><Download size={14} aria-hidden /></IconButton>
    </div>
  )
}
