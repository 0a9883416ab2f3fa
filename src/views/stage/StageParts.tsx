import { ChartArea, ChartGantt, Rows4, Workflow } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { comparesModels } from '../../metrics/models/compares.ts'
import { flowText } from '../../text/en/flow.ts'
import { IconButton } from '../design/Button.tsx'
import { useMedia } from '../shell/useMedia.ts'
import { PART_NAMES, shownParts, type PartName } from './parts.ts'
import type { StageApp } from './stageApp.ts'
import { useToolbar } from './transport/useToolbar.ts'

const text = flowText.parts
const ICONS = { flow: Workflow, models: Rows4, timeline: ChartGantt, concurrency: ChartArea } as const

/** The parts on show: what the reader chose, else what there is room for. */
export function useParts({ uiStore, runStore }: StageApp): Readonly<Record<PartName, boolean>> {
  const flow = useStore(uiStore, (state) => state.flow)
  const timeline = useStore(uiStore, (state) => state.timeline)
  const concurrency = useStore(uiStore, (state) => state.concurrency)
  const models = useStore(uiStore, (state) => state.models)
  const compares = useStore(runStore, ({ scenario }) => scenario !== null && comparesModels(scenario))
  const wide = useMedia('(min-width: 768px)')
  const tall = useMedia('(min-height: 680px)')
  const low = useMedia('(max-height: 559px)')
  return useMemo(() => shownParts({ flow, timeline, concurrency, models }, { wide, tall, low, compares }), [flow, timeline, concurrency, models, wide, tall, low, compares])
}

/** Shows and hides the parts of the stage; one always stays. */
export function StageParts({ app, shown }: { app: StageApp; shown: Readonly<Record<PartName, boolean>> }) {
  const toolbar = useToolbar()
  return (
    <div className="stage-parts" role="toolbar" aria-label={text.label} {...toolbar}>
      {PART_NAMES.map((name) => {
        const Icon = ICONS[name]
        const last = shown[name] && PART_NAMES.every((other) => other === name || !shown[other])
        const label = last ? text.last(text[name]) : shown[name] ? text.hide(text[name]) : text.show(text[name])
        return (
          <IconButton
            key={name}
            size="small"
            label={text[name]}
            data-tip={label}
            aria-pressed={shown[name]}
            unavailable={last}
            onClick={() => app.uiStore.set({ [name]: !shown[name] })}
          >
            <Icon size={15} aria-hidden />
          </IconButton>
        )
      })}
    </div>
  )
}
