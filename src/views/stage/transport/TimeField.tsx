import { useId, useRef, useState } from 'react'
import { stageText } from '../../../text/en/stage.ts'
import { unitFor } from '../../chart/ticks.ts'
import { tip } from '../../design/tips.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { usePace } from '../../frame/usePace.ts'
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
  const [wrong, setWrong] = useState(false)
  const wrongId = useId()
  const due = usePace()
  const show = (time: number): void => {
    const shown = momentText(time, until, bare)
    if (input.current && input.current.value !== shown) input.current.value = shown
  }
  useFrame(clock, (state, now) => {
    if (!editing.current && due(state, now)) show(state.time)
  })
  /** Shows the playhead's time again. */
  const leave = (): void => {
    editing.current = false
    setWrong(false)
    clock.requestFrame()
  }
  /** Goes to the time that was typed. False if it cannot be read. */
  const commit = (): boolean => {
    if (!input.current || !editing.current) return true
    const time = parseTime(input.current.value, unitFor(until))
    if (time === null) return false
    if (input.current.value !== momentText(clock.time(), until, bare)) clock.seek(time)
    leave()
    return true
  }
  const end = momentText(until, until)
  return (
    <span className="transport-time">
      <input
        ref={input}
        className="transport-time-input"
        aria-label={text.time}
        aria-invalid={wrong || undefined}
        {...(wrong ? { 'aria-describedby': wrongId } : tip(text.timeHint))}
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        style={{ width: `${end.length + 1}ch` }}
        defaultValue={momentText(clock.time(), until, bare)}
        data-testid="time"
        onFocus={(event) => {
          clock.pause()
          // What is written after it was selected is not selected any more.
          show(clock.time())
          event.currentTarget.select()
        }}
        onInput={() => {
          editing.current = true
          setWrong(false)
        }}
        onBlur={() => {
          commit()
          leave()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') setWrong(!commit())
          if (event.key === 'Escape') leave()
        }}
      />
      {wrong ? (
        <span className="transport-time-wrong" id={wrongId} role="alert">
          {text.timeWrong}
        </span>
      ) : null}
      <span className="transport-until">{text.timeOf(end)}</span>
    </span>
  )
}
