/** What the transport's buttons and the stage's single letters do. */
import { neighbourRate } from '../../../playback/transport.ts'
import { reduceViewport } from '../../chart/viewport.ts'
import type { StageContext } from '../stageApp.ts'
import { nextMoment, nextRecordTime, type Moments } from './moments.ts'

export type Command =
  | 'toggle' | 'reverse' | 'slower' | 'faster'
  | 'previousRecord' | 'nextRecord' | 'previousMoment' | 'nextMoment' | 'loop'

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

export function runCommand(context: StageContext, moments: Moments, command: Command): void {
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
      return clock.setLoop(loop ? null : [viewport.get().from, viewport.get().to])
  }
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
}
