import { CornerDownRight, ListTree, Rows2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { MICROS_PER_MS } from '../../base/units.ts'
import type { Difference } from '../../metrics/difference.ts'
import { changedFromStart } from '../../scenario/fork.ts'
import { futuresOf, type Comparison, type FutureName } from '../../scenario/comparison.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compare } from '../../text/en/compare.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { Menu } from '../design/Menu.tsx'
import { momentText } from '../stage/describe.ts'
import { FutureBadge } from './FutureBadge.tsx'
import { bringIntoSight } from './goTo.ts'
import { showFirst } from './showFirst.ts'
import { FutureSwitch } from './FutureSwitch.tsx'
import { setBoth, useBoth, wantsFocus } from './both.ts'
import { differenceBetween, summaryOfRun, useFutures, type Futures } from './useFutures.ts'
import { phrasesOf } from './words.ts'

const CompareDialog = lazy(() => import('./CompareDialog.tsx').then((module) => ({ default: module.CompareDialog })))

interface CompareBarProps {
  app: LambdascopeApp
  say: (message: string) => void
}

/** Which future is on show, what B has over A, and the way to where they part. */
export function CompareBar({ app, say }: CompareBarProps) {
  const comparison = useStore(app.scenarioStore, (state) => state.comparison)
  const futures = useFutures(app)
  const [shown, setShown] = useState(false)
  const bar = useRef<HTMLElement>(null)
  const difference = futures === null ? null : differenceBetween(futures)
  useFirstInSight(app, difference)
  useEffect(() => {
    if (!wantsFocus.get()) return undefined
    wantsFocus.set(false)
    // The switch counts its parts after it is there; before that it would not know which one has the focus.
    const timer = setTimeout(() => bar.current?.querySelector<HTMLElement>('[role=radio][aria-checked=true]')?.focus())
    return () => clearTimeout(timer)
  }, [])
  if (comparison === null) return null
  const show = (name: FutureName) => {
    if (name === comparison.active) return
    app.scenarioStore.switchFuture()
    say(compare.status.switched(name))
  }
  const parting = difference?.parting ?? null
  const jump = () => {
    if (futures === null || parting === null) return
    const first = compare.status.first(momentText(parting.at, futures.a.trace.until))
    const shown = showFirst(app, futures, parting)
    say(shown === futures.active ? first : `${first} ${compare.status.switched(shown)}`)
  }
  return (
    <section ref={bar} className="compare-bar" aria-label={compare.bar}>
      <FutureSwitch active={comparison.active} onChange={show} />
      <p className="compare-fork">{comparison.forkMs === 0 ? compare.fromStart : compare.forkedAt(momentText(comparison.forkMs * MICROS_PER_MS, app.scenarioStore.getState().scenario.durationMs * MICROS_PER_MS))}</p>
      <Words app={app} futures={futures} say={say} />
      <div className="compare-actions">
        <Button size="small" aria-disabled={parting === null || undefined} onClick={jump}>
          <CornerDownRight size={14} aria-hidden />
          {difference !== null && parting === null ? compare.noFirst : compare.first}
        </Button>
        <Button size="small" aria-label={compare.detailsLabel} onClick={() => setShown(true)}>
          <ListTree size={14} aria-hidden />
          {compare.details}
        </Button>
        <BothButton />
        <EndMenu app={app} say={say} />
      </div>
      <FromStart app={app} comparison={comparison} />
      {shown ? <Suspense><CompareDialog app={app} onClose={() => setShown(false)} /></Suspense> : null}
    </section>
  )
}

/** Whoever changes a future sees where it parts from the other one. What a link shows first stays as it is. */
function useFirstInSight(app: LambdascopeApp, difference: Difference | null): void {
  const [byHand] = useState(() => wantsFocus.get())
  const known = useRef<number | null | undefined>(byHand ? null : undefined)
  useEffect(() => {
    if (difference === null) return
    const at = difference.parting?.at ?? null
    const before = known.current
    known.current = at
    if (before !== undefined && at !== null && at !== before) bringIntoSight(app, at)
  }, [app, difference])
}

/** What B has over A, also for those who listen, once it has come to rest. */
function Words({ app, futures, say }: CompareBarProps & { futures: Futures | null }) {
  const failed = useStore(app.compare.otherStore, (state) => state.status === 'failed')
  const words = failed ? compare.failed : futures === null ? compare.running : wordsOf(futures)
  useEffect(() => {
    if (futures === null || futures.a.trace === futures.b.trace) return undefined
    const timer = setTimeout(() => say(words), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [words, futures, say])
  return <p className="compare-words" data-testid="compare-words">{words}</p>
}

/** After the sentence on the run itself. */
const SETTLED_MS = 1500

function wordsOf(futures: Futures): string {
  const phrases = phrasesOf(summaryOfRun(futures.a), summaryOfRun(futures.b))
  if (phrases.length > 0) return compare.differences(phrases)
  const count = differenceBetween(futures)?.requests.length ?? 0
  return count === 0 ? compare.same : compare.onlyTimes(count)
}

function BothButton() {
  const both = useBoth()
  return (
    <IconButton size="small" className="compare-both" label={compare.bothLabel} aria-pressed={both} onClick={() => setBoth(!both)}>
      <Rows2 size={15} aria-hidden />
    </IconButton>
  )
}

function EndMenu({ app, say }: CompareBarProps) {
  const [open, setOpen] = useState(false)
  const keep = (name: FutureName) => ({
    id: name,
    ...compare.keep[name],
    icon: <FutureBadge name={name} />,
    onSelect: () => {
      app.scenarioStore.keep(name)
      // The bar goes, and with it the button that had the focus.
      document.getElementById('stage')?.focus()
      say(compare.status.kept(name))
    },
  })
  return (
    <Menu className="compare-end" aria-label={compare.endLabel} items={[keep('a'), keep('b')]} open={open} onOpenChange={setOpen}>
      {compare.end}
    </Menu>
  )
}

/** Says that a change of B holds from the start, where it was made at a fork. */
function FromStart({ app, comparison }: { app: LambdascopeApp; comparison: Comparison }) {
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  if (comparison.forkMs === 0) return null
  const { a, b } = futuresOf(scenario, comparison)
  const count = changedFromStart(a, b).length
  return count === 0 ? null : <p className="compare-note">{compare.fromStartNote(count)}</p>
}
