import { CalendarDays } from 'lucide-react'
import { type ChangeEvent, useState } from 'react'
import { useStore } from 'zustand'
import { LIMITS } from '../../scenario/limits.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import { SelectField } from '../design/SelectField.tsx'
import { tip } from '../design/tips.ts'
import { CompareDates } from '../compare/CompareDates.tsx'
import { DAYS } from './days.ts'

/** Whether a day is whole but none that can be chosen. A year of less than four digits is still being typed. */
const isOutside = (day: string): boolean => day >= '1000' && (day < LIMITS.date.min || day > LIMITS.date.max)

/** The day whose rules and prices hold: any day, or one of those before a change. */
export function DateControl({ app, say }: { app: LambdascopeApp; say: (message: string) => void }) {
  const date = useStore(app.scenarioStore, (state) => state.scenario.lambdaAsOf)
  // A day that is being typed is not a day yet; the scenario keeps the last whole one.
  const [typed, setTyped] = useState<string | null>(null)
  const change = (lambdaAsOf: string) => app.scenarioStore.change((before) => ({ ...before, lambdaAsOf }), { coalesce: 'lambdaAsOf' })
  const edit = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setTyped(target.value)
    if (target.validity.valid && target.value !== '') change(target.value)
  }
  const wrong = typed !== null && isOutside(typed)
  const known = DAYS.some(({ value }) => value === date)
  return (
    <div className="date-control" role="group" aria-label={shell.asOfGroup}>
      <label className="date-field" {...tip(shell.asOfHint)}>
        <span>{shell.asOf}</span>
        <CalendarDays size={15} aria-hidden />
        <input
          type="date"
          required
          aria-label={shell.asOfLabel}
          min={LIMITS.date.min}
          max={LIMITS.date.max}
          aria-invalid={wrong || undefined}
          value={typed ?? date}
          onChange={edit}
          onBlur={() => setTyped(null)}
        />
      </label>
      {wrong ? (
        <p className="date-wrong" role="alert">
          {shell.asOfWrong(LIMITS.date.min.slice(0, 4), LIMITS.date.max.slice(0, 4))}
        </p>
      ) : null}
      <SelectField
        className="date-days"
        wide={false}
        label={shell.days.label}
        value={date}
        options={known ? DAYS : [{ value: date, ...shell.days.other }, ...DAYS]}
        onChange={change}
      />
      <CompareDates app={app} say={say} />
    </div>
  )
}
