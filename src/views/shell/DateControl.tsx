import { type ChangeEvent, useState } from 'react'
import { useStore } from 'zustand'
import { LIMITS } from '../../scenario/limits.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'

/** The day whose rules and prices hold. */
export function DateControl({ app }: { app: LambdascopeApp }) {
  const date = useStore(app.scenarioStore, (state) => state.scenario.lambdaAsOf)
  // A day that is being typed is not a day yet; the scenario keeps the last whole one.
  const [typed, setTyped] = useState<string | null>(null)
  const edit = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setTyped(target.value)
    if (target.validity.valid && target.value !== '') {
      app.scenarioStore.change((before) => ({ ...before, lambdaAsOf: target.value }), { coalesce: 'lambdaAsOf' })
    }
  }
  return (
    <label className="date-control">
      <span>{shell.asOf}</span>
      <input
        type="date"
        required
        aria-label={shell.asOfLabel}
        min={LIMITS.date.min}
        max={LIMITS.date.max}
        value={typed ?? date}
        onChange={edit}
        onBlur={() => setTyped(null)}
      />
    </label>
  )
}
