import { Pause, Play, RotateCcw } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import { countOf, type Guess } from '../../metrics/prediction.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { HOME_PRESET } from '../../scenario/presets/index.ts'
import { questionFor, RESERVED_CHOICES, type HomeRun, type HomeStore } from '../../store/homeStore.ts'
import { home as text } from '../../text/en/home.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { usePlayback } from '../frame/usePlayback.ts'
import { useSampled } from '../frame/useSampled.ts'
import { MarkRows, ToldRows } from '../prediction/MarkRows.tsx'
import { NumberRow } from '../prediction/NumberRow.tsx'
import { Picture } from './Picture.tsx'
import { PhaseLegend } from './PhaseLegend.tsx'
import { reasonOf, Verdict } from './Verdict.tsx'
import { verdictOf } from './judge.ts'

/** "How many of these ten are cold?": the guess is made on the picture, and the truth is drawn over it. */
export function FirstQuestion({ app }: { app: LambdascopeApp }) {
  const { home } = app
  const reserved = useStore(home, (state) => state.reserved)
  // A draft belongs to one setting of the knob.
  return <Question key={String(reserved)} app={app} reserved={reserved} />
}

function Question({ app, reserved }: { app: LambdascopeApp; reserved: number | null }) {
  const { home } = app
  const [draft, setDraft] = useState<Guess | null>(null)
  const phase = useStore(home, (state) => state.phase)
  const run = useStore(home, (state) => state.run)
  const guess = useStore(home, (state) => state.guess)
  const error = useStore(home, (state) => state.error)
  const { items } = questionFor(reserved)
  const told = phase === 'told' && run !== null
  const again = () => {
    setDraft(null)
    home.askAgain()
  }
  return (
    <section className="first-question card" aria-label={text.pictureOf(items)} data-testid="first-question" data-phase={phase}>
      <Knob home={home} reserved={reserved} />
      <div className="requests" data-guess={told ? undefined : ''}>
        <p className="guess-heads" aria-hidden>
          {told && guess === null ? null : <span>{text.columns.guess}</span>}
          <span className="guess-truth-head">{text.columns.truth}</span>
        </p>
        {told ? <Told app={app} run={run} /> : <MarkRows items={items} draft={draft} onDraft={setDraft} />}
        <Picture home={home} />
      </div>
      <PhaseLegend run={run} />
      {error === null ? null : <p role="alert" className="home-error">{`${text.failed} ${error}`}</p>}
      {told ? (
        <Verdict app={app} run={run} onAgain={again} />
      ) : (
        <div className="answer">
          <NumberRow
            label={text.numbers}
            most={items}
            value={draft === null ? null : countOf(draft)}
            onChange={(count) => setDraft({ kind: 'count', count })}
          />
          <Button
            variant={draft === null ? 'plain' : 'primary'}
            className="answer-commit"
            title={draft === null ? text.commitNeeds : undefined}
            aria-disabled={draft === null || undefined}
            onClick={draft === null ? undefined : () => home.tell(draft)}
          >
            {text.commit}
          </Button>
          <Button variant="quiet" className="answer-show" onClick={() => home.tell(null)}>
            {text.show}
          </Button>
          <p className="answer-hint">{text.hint}</p>
        </div>
      )}
    </section>
  )
}

/** What runs, the one thing that can be changed about it, and playback. */
function Knob({ home, reserved }: { home: HomeStore; reserved: number | null }) {
  const [fn] = HOME_PRESET.scenario.functions
  return (
    <div className="first-head">
      <p className="mono first-facts">{fn === undefined ? '' : text.facts(fn.FunctionName, fn.Runtime, fn.MemorySize)}</p>
      <div className="first-knob" role="radiogroup" aria-label={text.reserved}>
        <span aria-hidden className="first-knob-label">{text.reserved}</span>
        <span className="segmented">
          {RESERVED_CHOICES.map((choice) => (
            <label key={String(choice)} className="segment" data-checked={choice === reserved ? '' : undefined}>
              <input type="radio" className="segment-input" name="home-reserved" checked={choice === reserved} onChange={() => home.reserve(choice)} />
              {choice ?? text.reservedNone}
            </label>
          ))}
        </span>
      </div>
      <PlayButton home={home} />
    </div>
  )
}

function PlayButton({ home }: { home: HomeStore }) {
  const playing = usePlayback(home.clock, (state) => state.playing)
  const ended = usePlayback(home.clock, (state) => state.time >= state.until)
  const label = playing ? text.pause : ended ? text.replay : text.play
  const Icon = playing ? Pause : ended ? RotateCcw : Play
  return (
    <IconButton label={label} data-testid="home-play" onClick={ended && !playing ? home.replay : home.clock.toggle}>
      <Icon size={16} aria-hidden />
    </IconButton>
  )
}

function Told({ app, run }: { app: LambdascopeApp; run: HomeRun }) {
  const { home } = app
  const guess = useStore(home, (state) => state.guess)
  const decided = useCallback((time: number) => run.fates.filter((fate) => fate.decided <= time).length, [run])
  const count = useSampled(home.clock, decided)
  const { divergesAt } = verdictOf(run, guess)
  return (
    <ToldRows
      guess={guess}
      divergesAt={divergesAt}
      fates={run.fates.map(({ fate }, at) => (at < count ? fate : null))}
      onAsk={(item) => {
        const asked = run.fates[item]
        if (asked === undefined) return
        // The handler waited for all that came before it: its reason is the whole story.
        const record = asked.parts.at(-1) ?? asked.record
        app.visit(reasonOf(run, record, run.trace.records.time[record]!))
      }}
    />
  )
}
