import { BookmarkPlus, ChevronLeft, ChevronRight, Pause, Play, Repeat, Rewind, SkipBack, SkipForward } from 'lucide-react'
import { useCallback } from 'react'
import { useStore } from 'zustand'
import { RATES } from '../../../playback/transport.ts'
import { stageText } from '../../../text/en/stage.ts'
import { timeText } from '../../../text/en/time.ts'
import { Button, IconButton } from '../../design/Button.tsx'
import { SelectField } from '../../design/SelectField.tsx'
import { usePlayback } from '../../frame/usePlayback.ts'
import { useSampled } from '../../frame/useSampled.ts'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import { BookmarkButton, MomentButton, RangeStrip } from '../time/lazy.tsx'
import type { TimeTools } from '../time/timeTools.ts'
import { runCommand, type Command } from './commands.ts'
import { nextMoment, type Moments } from './moments.ts'
import { Scrubber } from './Scrubber.tsx'
import { TimeField } from './TimeField.tsx'
import { useToolbar } from './useToolbar.ts'

const text = stageText.transport

interface TransportProps {
  context: StageContext
  moments: Moments
  tools: TimeTools
}

/** Play, step, jump, speed and loop. */
export function Transport({ context, moments, tools }: TransportProps) {
  const run = (command: Command) => (): void => runCommand(context, moments, command, tools)
  return (
    <div className="transport" role="group" aria-label={text.label} data-testid="transport">
      <RangeStrip tools={tools} context={context} />
      <Scrubber context={context} moments={moments} tools={tools} />
      <div className="transport-row">
        <PlayTools context={context} run={run} />
        <TimeField context={context} />
        {context.slots?.tools(context)}
        <PaceTools context={context} tools={tools} run={run} />
        <JumpTools context={context} moments={moments} tools={tools} run={run} />
      </div>
    </div>
  )
}

interface ToolsProps {
  context: StageContext
  run: (command: Command) => () => void
}

function PlayTools({ context, run }: ToolsProps) {
  const toolbar = useToolbar()
  const playing = usePlayback(context.clock, (state) => state.playing)
  const backwards = usePlayback(context.clock, (state) => state.rate < 0)
  return (
    <div className="transport-tools" role="toolbar" aria-label={text.label} {...toolbar}>
      <IconButton label={text.previousRecord} shortcut="," onClick={run('previousRecord')}>
        <ChevronLeft size={18} aria-hidden />
      </IconButton>
      <IconButton
        label={playing ? text.pause : text.play}
        shortcut="K"
        variant="primary"
        className="transport-play"
        data-testid="play"
        onClick={run('toggle')}
      >
        {playing ? <Pause size={18} fill="currentColor" aria-hidden /> : <Play size={18} fill="currentColor" aria-hidden />}
      </IconButton>
      <IconButton label={text.nextRecord} shortcut="." onClick={run('nextRecord')}>
        <ChevronRight size={18} aria-hidden />
      </IconButton>
      <IconButton label={text.reverse} shortcut="R" aria-pressed={backwards} onClick={run('reverse')}>
        <Rewind size={16} aria-hidden />
      </IconButton>
    </div>
  )
}

/** Speed, loop and bookmarks. */
function PaceTools({ context, tools, run }: ToolsProps & Pick<TransportProps, 'tools'>) {
  const toolbar = useToolbar()
  const { clock, model } = context
  const rate = usePlayback(clock, (state) => state.rate)
  const loop = usePlayback(clock, (state) => state.loop)
  const ranged = useStore(tools.app.uiStore, (state) => state.range !== null)
  const { until } = model.trace
  const loopOn = loop ? `${text.loopClear} (${text.loopOn(momentText(loop[0], until), momentText(loop[1], until))})` : null
  const size = Math.abs(rate)
  const rates = RATES.includes(size) ? RATES : [...RATES, size].toSorted((a, b) => a - b)
  return (
    <div className="transport-tools" role="toolbar" aria-label={text.pace} {...toolbar}>
      <SelectField
        label={text.speed}
        value={String(size)}
        options={rates.map((value) => ({ value: String(value), label: text.rate(value) }))}
        onChange={(value) => clock.setRate(Math.sign(rate) * Number(value))}
        wide={false}
        className="transport-speed"
      />
      <IconButton label={loopOn ?? (ranged ? timeText.range.loopSet : text.loopSet)} aria-pressed={loop !== null} onClick={run('loop')}>
        <Repeat size={16} aria-hidden />
      </IconButton>
      <IconButton label={timeText.bookmarks.add} shortcut="B" onClick={run('bookmark')} data-testid="bookmark">
        <BookmarkPlus size={16} aria-hidden />
      </IconButton>
      <BookmarkButton tools={tools} context={context} />
    </div>
  )
}

function JumpTools({ context, moments, tools, run }: ToolsProps & TransportProps) {
  const toolbar = useToolbar()
  const { clock, model } = context
  const read = useCallback((time: number) => nextMoment(moments, time, 1), [moments])
  const next = useSampled(clock, read)
  const readBefore = useCallback((time: number) => nextMoment(moments, time, -1), [moments])
  const before = useSampled(clock, readBefore)
  const name = (at: number): string | null => (at < 0 ? null : text.moments[moments.kinds[at]!])
  const upcoming = name(next)
  return (
    <div className="transport-tools transport-jumps" role="toolbar" aria-label={text.jumps} {...toolbar}>
      <IconButton label={text.previousMoment(name(before))} shortcut="P" unavailable={before < 0} onClick={run('previousMoment')}>
        <SkipBack size={16} aria-hidden />
      </IconButton>
      <Button
        className="transport-next"
        aria-disabled={upcoming === null || undefined}
        aria-label={upcoming === null ? text.noneNext : text.nextMoment(upcoming)}
        data-testid="next-moment"
        onClick={upcoming === null ? undefined : run('nextMoment')}
      >
        <NextName what={upcoming ?? text.none} />
        <SkipForward size={15} aria-hidden />
      </Button>
      <MomentButton tools={tools} trace={model.trace} />
    </div>
  )
}

function NextName({ what }: { what: string }) {
  const [word, name] = text.nextParts(what)
  return (
    <span>
      <span className="transport-next-word">{word} </span>
      {name}
    </span>
  )
}
