import { useState } from 'react'
import { useStore } from 'zustand'
import { isIsoDate } from '../../rules/rulebook.ts'
import { LIMITS } from '../../scenario/limits.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compare } from '../../text/en/compare.ts'
import { shell } from '../../text/en/shell.ts'
import { Button } from '../design/Button.tsx'
import { Modal } from '../design/Modal.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { FieldFrame } from '../configuration/FieldFrame.tsx'
import { DAYS } from '../shell/days.ts'
import { RuleChanges } from './RuleChanges.tsx'

interface AsOfDialogProps {
  app: LambdascopeApp
  say: (message: string) => void
  onClose: () => void
}

const text = compare.asOf

const isAllowed = (day: string): boolean => isIsoDate(day) && day >= LIMITS.date.min && day <= LIMITS.date.max

/** Another day for the rules of B, with what changed between the two. */
export function AsOfDialog({ app, say, onClose }: AsOfDialogProps) {
  const today = useStore(app.scenarioStore, (state) => state.scenario.lambdaAsOf)
  const [day, setDay] = useState<string>(() => DAYS.find(({ value }) => value !== today)?.value ?? today)
  const allowed = isAllowed(day)
  const known = DAYS.some(({ value }) => value === day)
  const start = () => {
    app.scenarioStore.fork(0, (scenario) => ({ ...scenario, lambdaAsOf: day }))
    say(compare.status.started)
    onClose()
  }
  return (
    <Modal
      open
      onOpenChange={onClose}
      title={text.title}
      closeLabel={compare.dialog.close}
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button variant="primary" aria-disabled={!allowed || undefined} onClick={allowed ? start : undefined}>{text.compare}</Button>
        </>
      }
    >
      <div className="as-of">
        <p className="muted">{text.intro(today)}</p>
        <FieldFrame label={text.day} hint={undefined} issue={undefined} rule={undefined}>
          <div className="as-of-day">
            <input className="text-input" type="date" required aria-label={text.day} min={LIMITS.date.min} max={LIMITS.date.max} value={day} aria-invalid={!allowed || undefined} onChange={({ target }) => setDay(target.value)} />
            <SelectField
              label={shell.days.label}
              value={day}
              options={known ? DAYS : [{ value: day, ...shell.days.other }, ...DAYS]}
              onChange={setDay}
            />
          </div>
        </FieldFrame>
        {allowed ? <RuleChanges before={today} after={day} /> : (
          <p className="field-issue" role="alert">{shell.asOfWrong(LIMITS.date.min.slice(0, 4), LIMITS.date.max.slice(0, 4))}</p>
        )}
      </div>
    </Modal>
  )
}
