/** The playhead as a slider over the whole run, with marks where something noteworthy happens. */
import { useCallback, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { stageText, type Moment } from '../../../text/en/stage.ts'
import type { Transport } from '../../../playback/transport.ts'
import { Overlay } from '../../chart/Overlay.tsx'
import type { Surface } from '../../chart/surface.ts'
import { useSize } from '../../chart/useSize.ts'
import type { Palette } from '../../design/palette.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { usePlayback } from '../../frame/usePlayback.ts'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import type { TimeTools } from '../time/timeTools.ts'
import { spacedMarks, type Moments } from './moments.ts'

const text = stageText.transport
const ALARMS: ReadonlySet<Moment> = new Set(['throttle', 'reject', 'timeout', 'failure', 'giveUp', 'drop'])
/** Milliseconds between updates of the value that assistive technology reads while playing. */
const SPOKEN_MS = 1000

/** Shares of the run that keys move by. */
const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1 }

const THUMB = 8

/** What has been played, and the thumb at its end. @param x of the playhead on the track */
function drawThumb(surface: Surface, x: number, palette: Palette): void {
  surface.rect({ x: THUMB, y: 14, width: x, height: 4 }, { color: palette.accent }, 2)
  surface.rect({ x, y: 16 - THUMB, width: 2 * THUMB, height: 2 * THUMB }, { color: palette.accent }, THUMB)
  const inner = THUMB - 2.5
  surface.rect({ x: x + THUMB - inner, y: 16 - inner, width: 2 * inner, height: 2 * inner }, { color: palette.surface }, inner)
}

export function Scrubber({ context, moments, tools }: { context: StageContext; moments: Moments; tools: TimeTools }) {
  const { clock, model, palette } = context
  const { trace } = model
  const { until, levels } = trace
  const track = useRef<HTMLDivElement>(null)
  const spoken = useRef({ time: NaN, at: -Infinity })
  const { width } = useSize(track)
  const loop = usePlayback(clock, (state) => state.loop)

  const speak = (time: number): void => {
    const bin = Math.min(levels.bins - 1, Math.floor(time / levels.binSpan))
    track.current?.setAttribute('aria-valuenow', String(Math.round(time)))
    track.current?.setAttribute(
      'aria-valuetext',
      text.scrubberValue(momentText(time, until), momentText(until, until), levels.busyEnd[0]?.[bin] ?? 0),
    )
  }
  useFrame(clock, ({ time, playing }, now) => {
    if (spoken.current.time === time || (playing && now - spoken.current.at < SPOKEN_MS)) return
    spoken.current = { time, at: now }
    speak(time)
  })
  useEffect(() => {
    spoken.current.time = NaN
    clock.requestFrame()
  }, [clock, trace])
  const read = useCallback(({ time }: Transport): readonly [number] => [(time / Math.max(1, until)) * width], [until, width])
  const draw = useCallback((surface: Surface, [x]: readonly [number]) => drawThumb(surface, x, palette), [palette])

  const seekTo = (event: React.PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    clock.seek(((event.clientX - box.left) / Math.max(1, box.width)) * until)
  }
  return (
    <div
      ref={track}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={text.scrubber}
      aria-valuemin={0}
      aria-valuemax={until}
      aria-valuenow={0}
      data-testid="scrubber"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        // One step for the whole of a drag: what follows is written over it.
        tools.app.step(() => seekTo(event))
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event)
      }}
      onKeyDown={(event) => {
        const by = KEYS[event.key]
        const time = by !== undefined ? clock.time() + by * until : event.key === 'Home' ? 0 : event.key === 'End' ? until : null
        if (time === null) return
        event.preventDefault()
        clock.seek(time)
      }}
    >
      <div className="scrubber-track" />
      {loop ? <div className="scrubber-loop" style={{ left: `${(loop[0] / until) * 100}%`, width: `${((loop[1] - loop[0]) / until) * 100}%` }} /> : null}
      <Marks tools={tools} moments={moments} until={until} width={width} />
      <Overlay clock={clock} fonts={palette} read={read} draw={draw} className="scrubber-canvas" />
    </div>
  )
}

/** What is worth a stop, and what was bookmarked. */
function Marks({ tools, moments, until, width }: { tools: TimeTools; moments: Moments; until: number; width: number }) {
  const bookmarks = useStore(tools.app.timeStore, (state) => state.bookmarks)
  return (
    <>
      {spacedMarks(moments, until, width).map(({ at, kind }) => (
        <div key={at} className="scrubber-mark" data-alarm={ALARMS.has(kind) || undefined} style={{ left: `${at * 100}%` }} />
      ))}
      {bookmarks.map(({ at }) => (
        <div key={at} className="scrubber-bookmark" style={{ left: `${(at / Math.max(1, until)) * 100}%` }} />
      ))}
    </>
  )
}
