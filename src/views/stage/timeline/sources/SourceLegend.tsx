import type { TimelineIndex } from '../../../../metrics/timeline/timelineIndex.ts'
import { MESSAGE } from '../../../../sim/trace/messages.ts'
import { sourceLanesText } from '../../../../text/en/sourceLanes.ts'
import type { Palette } from '../../../design/palette.ts'
import { PhaseSwatch, Swatch } from '../../LegendSwatch.tsx'

const text = sourceLanesText.legend

/** Which marks of queues and streams occur. */
function occurring({ sources: { lanes } }: TimelineIndex) {
  const queues = lanes.filter(({ kind }) => kind === 'queue' || kind === 'fifo')
  const polled = lanes.filter(({ kind }) => kind !== 'events')
  const ordered = new Set(lanes.flatMap(({ kind, holder }) => (kind === 'shards' ? [holder] : [])))
  const lost = (kind: number): boolean => polled.some(({ losses }) => losses.some(({ kinds }) => kinds.includes(kind)))
  return {
    queues: queues.length > 0,
    oneByOne: queues.some(({ lives }) => lives !== null),
    /** Messages of SQS come back by themselves, those of a broker only when it delivers them again. */
    hiding: queues.some(({ lives, holder }) => lives !== null && (holder === 'queue' || holder === 'fifo')),
    shards: ordered.size > 0,
    onlyHolder: ordered.size === 1 ? [...ordered][0]! : null,
    delayed: queues.some(({ depths }) => depths.some(({ delayed }) => delayed.some((count) => count > 0))),
    deadLettered: lost(MESSAGE.deadLettered),
    discarded: lost(MESSAGE.discarded),
    expired: lost(MESSAGE.expired),
  }
}

/** What the marks on the lanes of queues and streams mean: those that occur. */
export function SourceLegend({ index, palette }: { index: TimelineIndex; palette: Palette }) {
  const { accent, accentWash, alarm, alarmWash, text: ink, textMuted, phases, background } = palette
  const has = occurring(index)
  return (
    <>
      {has.oneByOne ? <Swatch label={text.waiting}><path d="M0 5.5H16" stroke={textMuted} strokeWidth="1.5" /></Swatch> : null}
      {has.queues && !has.oneByOne ? <Swatch label={text.waiting}><PhaseSwatch fill={textMuted} ink={background} pattern="diagonal" /></Swatch> : null}
      {has.delayed ? <Swatch label={text.delayed}><PhaseSwatch fill={palette.idle} ink={ink} pattern="dots" /></Swatch> : null}
      {has.queues ? <Swatch label={has.oneByOne ? text.running : text.inFlight}><rect width="16" height="11" rx="2.5" fill={accent} /></Swatch> : null}
      {has.oneByOne ? (
        <>
          <Swatch label={has.hiding ? text.held : text.unacknowledged}><PhaseSwatch fill={accentWash} ink={accent} pattern="diagonal" /></Swatch>
          {has.hiding ? <Swatch label={text.visible}><path d="M8 0V11" stroke={ink} strokeWidth="2" /></Swatch> : null}
          {has.hiding ? <Swatch label={text.received}><path d="M5 1V10M9 1V10M13 1V10" stroke={ink} strokeWidth="2" /></Swatch> : null}
          <Swatch label={text.done}><circle cx="8" cy="5.5" r="3" fill={phases.handler.fill} /></Swatch>
        </>
      ) : null}
      {has.shards ? (
        <>
          <Swatch label={text.blocked(has.onlyHolder)}><PhaseSwatch fill={alarmWash} ink={alarm} pattern="cross" /></Swatch>
          <Swatch label={text.checkpoint}><path d="M4 9L8 3L12 9Z" fill={phases.handler.fill} /></Swatch>
          <Swatch label={text.behind}><path d="M0 11V8H5V5H11V2H16V11Z" fill={textMuted} opacity="0.35" /></Swatch>
        </>
      ) : null}
      {has.deadLettered ? <Swatch label={text.deadLettered}><rect x="4" y="1.5" width="8" height="8" fill={alarm} /></Swatch> : null}
      {has.discarded ? <Swatch label={text.discarded}><path d="M8 1L12.5 5.5L8 10L3.5 5.5Z" fill={alarm} /></Swatch> : null}
      {has.expired ? <Swatch label={text.expired}><path d="M4 1H12L4 10H12Z" fill={alarm} /></Swatch> : null}
    </>
  )
}
