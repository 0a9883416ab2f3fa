import { FastForward, FoldHorizontal, Ruler } from 'lucide-react'
import { useStore } from 'zustand'
import { timeText } from '../../../text/en/time.ts'
import { IconButton } from '../../design/Button.tsx'
import { tip } from '../../design/tips.ts'
import { useCell } from '../../frame/cell.ts'
import type { StageContext } from '../stageApp.ts'
import { toggleMeasuring, type TimeTools as Tools } from './timeTools.ts'

/** Folds, playback through them, and measuring: buttons in the head of the timeline. */
export function TimeToolButtons({ tools, context }: { tools: Tools; context: StageContext }) {
  const { app, measuring } = tools
  const folds = useStore(app.uiStore, (state) => state.folds)
  const rush = useStore(app.timeStore, (state) => state.rush)
  const on = useCell(measuring, (value) => value)
  const none = context.model.idle.length === 0
  const { folds: text, range } = timeText
  return (
    <>
      <IconButton
        size="small"
        label={none ? text.nothing : text.fold}
        unavailable={none}
        aria-pressed={folds.on}
        data-testid="fold"
        onClick={() => app.step(() => app.uiStore.setFolds({ on: !folds.on, opened: [] }))}
      >
        <FoldHorizontal size={15} aria-hidden />
      </IconButton>
      {folds.on ? (
        <IconButton size="small" label={text.rush} aria-pressed={rush} onClick={() => app.timeStore.setRush(!rush)}>
          <FastForward size={15} aria-hidden />
        </IconButton>
      ) : null}
      <IconButton
        size="small"
        label={range.measure}
        {...tip(range.measureHint, 'M')}
        aria-pressed={on}
        data-testid="measure"
        onClick={() => toggleMeasuring(tools, context.viewport.get())}
      >
        <Ruler size={15} aria-hidden />
      </IconButton>
    </>
  )
}
