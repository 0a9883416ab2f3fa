import { ChevronsRightLeft } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import { timeText } from '../../../text/en/time.ts'
import type { Stretch } from '../../chart/folding.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { viewportPieces } from '../../chart/viewport.ts'
import { tip } from '../../design/tips.ts'
import { useCell } from '../../frame/cell.ts'
import { momentText } from '../describe.ts'
import type { StageApp, StageContext } from '../stageApp.ts'
import { useToolbar } from '../transport/useToolbar.ts'
import { usePlaced } from './useStretches.ts'

const text = timeText.folds
/** An open stretch narrower than this has no room for its button. */
const CLOSE_MIN = 56
const NONE: readonly Stretch[] = []

interface FoldMarksProps {
  app: StageApp
  context: StageContext
  plot: { x: number; width: number }
}

/** A button over each fold, which opens it, and one on each opened stretch. One tab stop for all. */
export function FoldMarks({ app, context, plot }: FoldMarksProps) {
  const { viewport, model } = context
  const folds = useStore(app.uiStore, (state) => state.folds)
  const folded = useCell(viewport, (view) => viewportPieces(view).folds)
  const opened = useMemo(() => (folds.on ? model.idle.filter(({ from }) => folds.opened.includes(from)) : NONE), [model, folds])
  const toolbar = useToolbar()
  const place = useCallback(
    (box: HTMLElement, scale: TimeScale) => {
      for (const [i, stretch] of [...folded, ...opened].entries()) {
        const mark = box.children[i]
        if (mark instanceof HTMLElement) placeMark(mark, { stretch, scale, left: plot.x, opens: i < folded.length })
      }
    },
    [folded, opened, plot.x],
  )
  const box = usePlaced(context, plot, place)
  if (folded.length + opened.length === 0) return null
  const set = (next: readonly number[]) => app.step(() => app.uiStore.setFolds({ on: true, opened: next }))
  const from = (stretch: Stretch) => momentText(stretch.from, model.trace.until)
  return (
    <div className="fold-marks" style={{ left: plot.x, width: plot.width }} role="toolbar" aria-label={text.group} data-testid="folds" {...toolbar}>
      <div className="fold-marks-box" ref={box}>
        {folded.map((stretch) => (
          <Mark
            key={stretch.from}
            label={text.open(stretch.to - stretch.from, from(stretch))}
            onClick={() => set([...folds.opened, stretch.from])}
          />
        ))}
        {opened.map((stretch) => (
          <Mark
            key={stretch.from}
            open
            label={text.close(stretch.to - stretch.from, from(stretch))}
            onClick={() => set(folds.opened.filter((other) => other !== stretch.from))}
          />
        ))}
      </div>
    </div>
  )
}

function placeMark(mark: HTMLElement, { stretch, scale, left, opens }: { stretch: Stretch; scale: TimeScale; left: number; opens: boolean }): void {
  const from = Math.max(scale.range[0], scale.toPx(stretch.from))
  const to = Math.min(scale.range[1], scale.toPx(stretch.to))
  const wide = opens ? Math.max(24, to - from) : 24
  mark.hidden = to - from < (opens ? 8 : CLOSE_MIN)
  mark.style.width = `${wide}px`
  mark.style.transform = `translateX(${Math.round((from + to - wide) / 2 - left)}px)`
}

function Mark({ open = false, label, onClick }: { open?: boolean; label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className="fold-mark"
      data-drags=""
      aria-expanded={open}
      aria-label={label}
      onClick={onClick}
      onKeyDown={(event) => {
        // The timeline around it has keys of its own.
        if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
      }}
      {...tip(label)}
    >
      {open ? <ChevronsRightLeft size={14} aria-hidden /> : null}
    </button>
  )
}
