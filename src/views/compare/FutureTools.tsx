import { CalendarDays, Columns2, GitCompareArrows, GitFork, Zap } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { atMsOf, kindsFor, proposedIntervention, type InterventionKind } from '../../scenario/interventions.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compare } from '../../text/en/compare.ts'
import { futureTools } from '../../text/en/futureTools.ts'
import { interventions } from '../../text/en/interventions.ts'
import { Menu, type MenuItem } from '../design/Menu.tsx'
import { INTERVENTION_ICONS } from '../interventions/icons.tsx'
import { InterventionDialog, type Editing } from '../interventions/InterventionDialog.tsx'
import { momentText } from '../stage/describe.ts'
import type { StageContext } from '../stage/stageApp.ts'
import { useToolbar } from '../stage/transport/useToolbar.ts'
import { AsOfDialog } from './AsOfDialog.tsx'
import { bringIntoSight } from './goTo.ts'
import { wantsFocus } from './both.ts'
import { compareWithOriginal, useCanCompareWithOriginal } from './original.ts'

interface FutureToolsProps {
  app: LambdascopeApp
  context: StageContext
  say: (message: string) => void
}

type Open = 'now' | 'fork' | null

/** Do something now, or go on in two ways. */
export function FutureTools({ app, context, say }: FutureToolsProps) {
  const box = useRef<HTMLDivElement>(null)
  const toolbar = useToolbar()
  const [open, setOpen] = useState<Open>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [asOf, setAsOf] = useState(false)
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  const comparing = useStore(app.scenarioStore, (state) => state.comparison !== null)
  const changed = useCanCompareWithOriginal(app)
  const fork = useFork(app, context, say)
  useStageKeys(box, app, { i: () => setOpen('now'), f: comparing ? () => undefined : fork.here })

  const begin = (kind: InterventionKind) => {
    context.clock.pause()
    const event = proposedIntervention(app.scenarioStore.getState().scenario, kind, atMsOf(context.clock.time()))
    if (event === null) say(interventions.noSource)
    else setEditing({ index: null, event })
  }
  const nowItems = kindsFor(scenario).map((kind): MenuItem => {
    const Icon = INTERVENTION_ICONS[kind]
    return { id: kind, ...interventions.menu[kind], icon: <Icon size={15} aria-hidden />, onSelect: () => begin(kind) }
  })
  const forkItems: MenuItem[] = [
    { id: 'here', ...compare.menu.here, icon: <GitFork size={15} aria-hidden />, onSelect: fork.here },
    { id: 'start', ...compare.menu.start, icon: <Columns2 size={15} aria-hidden />, onSelect: fork.start },
    ...(changed ? [{ id: 'original', ...compare.menu.original, icon: <GitCompareArrows size={15} aria-hidden />, onSelect: () => compareWithOriginal(app, say) }] : []),
    { id: 'rules', ...compare.menu.rules, icon: <CalendarDays size={15} aria-hidden />, onSelect: () => setAsOf(true) },
  ]
  const follow = (which: Open) => (isOpen: boolean) => setOpen(isOpen ? which : null)
  return (
    <div className="future-tools" ref={box}>
      <div className="transport-tools" role="toolbar" aria-label={compare.tools} {...toolbar}>
        <Menu className="future-tool" aria-label={interventions.nowLabel} items={nowItems} open={open === 'now'} onOpenChange={follow('now')}>
          <Zap size={15} aria-hidden />
          <span className="future-tool-text">{futureTools.now}</span>
        </Menu>
        {comparing ? null : (
          <Menu className="future-tool" aria-label={compare.forkLabel} items={forkItems} open={open === 'fork'} onOpenChange={follow('fork')}>
            <GitFork size={15} aria-hidden />
            <span className="future-tool-text">{futureTools.fork}</span>
          </Menu>
        )}
      </div>
      {editing === null ? null : <InterventionDialog app={app} editing={editing} say={say} onClose={() => setEditing(null)} />}
      {asOf ? <AsOfDialog app={app} say={say} onClose={() => setAsOf(false)} /> : null}
    </div>
  )
}

function useFork(app: LambdascopeApp, { clock }: StageContext, say: (message: string) => void) {
  const { scenarioStore } = app
  const start = () => {
    wantsFocus.set(true)
    scenarioStore.fork(0)
    say(compare.status.started)
  }
  return {
    start,
    here: () => {
      const time = clock.time()
      if (time <= 0) return start()
      clock.pause()
      wantsFocus.set(true)
      scenarioStore.fork(atMsOf(time))
      bringIntoSight(app, time)
      say(compare.status.forked(momentText(time, clock.state().until)))
    },
  }
}

/** Single letters while the focus is within the stage, like those of the transport. */
function useStageKeys(box: React.RefObject<HTMLElement | null>, { uiStore }: LambdascopeApp, keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const stage = box.current?.closest<HTMLElement>('.stage')
    const onKeyDown = (event: KeyboardEvent) => {
      const run = latest.current[event.key.toLowerCase()]
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
      const elsewhere = event.target instanceof Element && event.target.closest('input, select, textarea, [role="menu"], [role="dialog"], [role="listbox"] [role="option"]')
      if (run === undefined || !plain || elsewhere || !uiStore.getState().singleKeyShortcuts) return
      event.preventDefault()
      run()
    }
    stage?.addEventListener('keydown', onKeyDown)
    return () => stage?.removeEventListener('keydown', onKeyDown)
  }, [box, uiStore])
}
