/** What the transport's buttons and the stage's single letters do. */
import { neighbourRate } from '../../../playback/transport.ts'
import { reduceViewport } from '../../chart/viewport.ts'
import type { StageContext } from '../stageApp.ts'
import { loopOver, toggleMeasuring, type TimeTools } from '../time/timeTools.ts'
import { nextMoment, nextRecordTime, type Moments } from './moments.ts'

export type Command =
  | 'toggle' | 'reverse' | 'slower' | 'faster'
  | 'previousRecord' | 'nextRecord' | 'previousMoment' | 'nextMoment' | 'loop' | 'bookmark' | 'measure'

/** Brings the playhead back on show after a jump. */
function reveal({ viewport, clock }: StageContext): void {
  const time = clock.time()
  viewport.set(reduceViewport(viewport.get(), { kind: 'reveal', from: time, to: time }))
}

function jump(context: StageContext, time: number | null): void {
  if (time === null) return
  context.clock.pause()
  context.clock.seek(time)
  reveal(context)
}

/** @param moments what next and previous stop at */
export function runCommand(context: StageContext, moments: Moments, command: Command, tools?: TimeTools): void {
  const { clock, viewport, model } = context
  const { time, rate, loop } = clock.state()
  const moment = (step: 1 | -1): number | null => moments.times[nextMoment(moments, time, step)] ?? null
  switch (command) {
    case 'toggle':
      return clock.toggle()
    case 'reverse':
      return clock.setRate(-rate)
    case 'slower':
      return clock.setRate(neighbourRate(rate, -1))
    case 'faster':
      return clock.setRate(neighbourRate(rate, 1))
    case 'previousRecord':
      return jump(context, nextRecordTime(model.trace, time, -1))
    case 'nextRecord':
      return jump(context, nextRecordTime(model.trace, time, 1))
    case 'previousMoment':
      return jump(context, moment(-1))
    case 'nextMoment':
      return jump(context, moment(1))
    case 'loop':
      return loop ? clock.setLoop(null) : loopOver(clock, tools?.app.uiStore.getState().range ?? viewport.get())
    default:
      if (tools) runTimeCommand(context, command, tools)
  }
}

function runTimeCommand({ clock, viewport }: StageContext, command: 'bookmark' | 'measure', tools: TimeTools): void {
  if (command === 'measure') toggleMeasuring(tools, viewport.get())
  else tools.app.timeStore.addBookmark(Math.round(clock.time()))
}

/** Single letters, in force while the focus is inside the stage and the setting allows them. */
export const LETTERS: Readonly<Record<string, Command>> = {
  ' ': 'toggle',
  k: 'toggle',
  j: 'slower',
  l: 'faster',
  r: 'reverse',
  ',': 'previousRecord',
  '.': 'nextRecord',
  n: 'nextMoment',
  p: 'previousMoment',
  b: 'bookmark',
  m: 'measure',
}

/** The command of a key; Shift turns "next" round. */
export function commandOf({ key, shiftKey }: { key: string; shiftKey: boolean }): Command | undefined {
  const command = LETTERS[key.toLowerCase()]
  return shiftKey && command === 'nextMoment' ? 'previousMoment' : command
}
