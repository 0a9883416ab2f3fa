import { useRef } from 'react'
import { stageText } from '../../../text/en/stage.ts'
import { unitFor } from '../../chart/ticks.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import { parseTime } from './parseTime.ts'

const text = stageText.transport
const bare = { withUnit: false }

/** The playhead's time, typed or read, and the length of the run. */
export function TimeField({ context }: { context: StageContext }) {
  const { clock, model } = context
  const { until } = model.trace
  const input = useRef<HTMLInputElement>(null)
  const editing = useRef(false)
  useFrame(clock, ({ time }) => {
    if (!input.current || editing.current) return
    const shown = momentText(time, until, bare)
    if (input.current.value !== shown) input.current.value = shown
  })
  const commit = (): void => {
    if (!input.current || !editing.current) return
    editing.current = false
    const time = parseTime(input.current.value, unitFor(until))
    if (time !== null && input.current.value !== momentText(clock.time(), until, bare)) clock.seek(time)
    clock.requestFrame()
  }
  const end = momentText(until, until)
  return (
    <span className="transport-time">
      <input
        ref={input}
        className="transport-time-input"
        aria-label={text.time}
        title={text.timeHint}
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        style={{ width: `${end.length + 1}ch` }}
        defaultValue={momentText(clock.time(), until, bare)}
        data-testid="time"
        onFocus={(event) => {
          clock.pause()
          event.currentTarget.select()
        }}
        onInput={() => {
          editing.current = true
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') {
            editing.current = false
            clock.requestFrame()
          }
        }}
      />
      <span className="transport-until">{text.timeOf(end)}</span>
    </span>
  )
}
