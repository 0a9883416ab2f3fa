import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { RequestFate } from '../../metrics/fates.ts'
import { encodeLink, type LinkState } from '../../scenario/link.ts'
import { HOME_PRESET } from '../../scenario/presets/index.ts'
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

/** When it was decided what became of a request, as a place in the Lab. */
export const momentOf = ({ scenario }: HomeRun, { decided }: RequestFate): LinkState => ({
  scenario,
  presetId: HOME_PRESET.id,
  timeMs: decided / 1000,
  view: null,
})

function Why({ app, run, verdict: { first }, hidden }: { app: LambdascopeApp; run: HomeRun; verdict: ReturnType<typeof verdictOf>; hidden: boolean }) {
  if (first === null) return null
  const state = momentOf(run, first)
  return (
    <a
      className="button verdict-why"
      data-variant="primary"
      href={encodeLink(state, app.engine) ?? '#/lab'}
      aria-label={text.whyLabel(first.request + 1)}
      hidden={hidden}
      onClick={(event) => {
        // Elsewhere (a new tab) the link leads to the same moment; here the record is selected as well.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        app.visit(state, first.record)
      }}
    >
      {text.why}
    </a>
  )
}
