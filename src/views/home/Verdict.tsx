import { useCallback } from 'react'
import { useStore } from 'zustand'
import { encodeLink, type LinkState } from '../../scenario/link.ts'
import { HOME_PRESET } from '../../scenario/presets/index.ts'
import type { Micros, RecordId } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { HomeRun } from '../../store/homeStore.ts'
import { home as text } from '../../text/en/home.ts'
import { Button } from '../design/Button.tsx'
import { useSampled } from '../frame/useSampled.ts'
import { verdictOf } from './judge.ts'

interface VerdictProps {
  app: LambdascopeApp
  run: HomeRun
  onAgain: () => void
}

/** How far guess and truth agree, and the way to the reason; once the run has come to its end. */
export function Verdict({ app, run, onAgain }: VerdictProps) {
  const guess = useStore(app.home, (state) => state.guess)
  const last = Math.max(...run.fates.map(({ decided }) => decided))
  const shown = useSampled(app.home.clock, useCallback((time: number) => time >= last, [last]))
  const verdict = verdictOf(run, guess)
  return (
    <div className="answer verdict" data-shown={shown || undefined}>
      <p className="verdict-text" role="status">
        <strong>{shown ? verdict.title : text.waiting}</strong> {shown ? verdict.reason : ''}
      </p>
      <Why app={app} run={run} verdict={verdict} hidden={!shown} />
      <Button className="verdict-again" onClick={onAgain}>
        {text.again}
      </Button>
    </div>
  )
}

/** A moment of the run as a place in the Lab, where the reason of a record is read. */
export const reasonOf = ({ scenario }: HomeRun, record: RecordId, time: Micros): LinkState => ({
  scenario,
  presetId: HOME_PRESET.id,
  timeMs: time / 1000,
  view: null,
  subject: { kind: 'record', row: record, why: true },
})

function Why({ app, run, verdict: { first }, hidden }: { app: LambdascopeApp; run: HomeRun; verdict: ReturnType<typeof verdictOf>; hidden: boolean }) {
  if (first === null) return null
  // When it was decided what became of the request.
  const state = reasonOf(run, first.record, first.decided)
  return (
    <a
      className="button verdict-why"
      data-variant="primary"
      href={encodeLink(state, app.engine) ?? '#/lab'}
      aria-label={text.whyLabel(first.request + 1)}
      hidden={hidden}
      onClick={(event) => {
        // Elsewhere (a new tab) the link leads there; here the inspector takes the focus as well.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        app.visit(state)
      }}
    >
      {text.whyRequest(first.request + 1)}
    </a>
  )
}
