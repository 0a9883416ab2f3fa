import { Download, Maximize2, Table2, ZoomIn, ZoomOut } from 'lucide-react'
import { stageText } from '../../../text/en/stage.ts'
import { tableText } from '../../../text/en/table.ts'
import { ZOOM_STEP } from '../../chart/viewport.ts'
import { IconButton } from '../../design/Button.tsx'

const text = stageText.timeline

interface TimelineToolsProps {
  /** Whether the table stands in for the picture. */
  asTable: boolean
  onTable: () => void
  onZoom: (factor: number) => void
  onFit: () => void
  onSave: () => void
}

/** What can be done with the picture as a whole. */
export function TimelineTools({ asTable, onTable, onZoom, onFit, onSave }: TimelineToolsProps) {
  return (
    <div className="stage-panel-tools">
      <IconButton size="small" label={tableText.show} aria-pressed={asTable} onClick={onTable}><Table2 size={15} aria-hidden /></IconButton>
      <IconButton size="small" label={text.zoomOut} onClick={() => onZoom(ZOOM_STEP)}><ZoomOut size={15} aria-hidden /></IconButton>
      <IconButton size="small" label={text.zoomIn} onClick={() => onZoom(1 / ZOOM_STEP)}><ZoomIn size={15} aria-hidden /></IconButton>
      <IconButton size="small" label={text.fit} onClick={onFit}><Maximize2 size={14} aria-hidden /></IconButton>
      <IconButton size="small" label={text.save} onClick={onSave}><Download size={14} aria-hidden /></IconButton>
    </div>
  )
}
