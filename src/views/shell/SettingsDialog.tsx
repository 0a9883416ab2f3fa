import { useId } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { CostPer, Motion, Theme, TimeUnit } from '../../store/uiStore.ts'
import { help } from '../../text/en/help.ts'
import { shell } from '../../text/en/shell.ts'
import { Modal } from '../design/Modal.tsx'
import { Segmented } from '../design/Segmented.tsx'
import { SwitchField } from '../design/SwitchField.tsx'
import { Unfolding } from '../design/Unfolding.tsx'

interface SettingsDialogProps {
  app: LambdascopeApp
  onClose: () => void
}

const optionsOf = <T extends string>(labels: Readonly<Record<T, string>>) =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }))

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: Readonly<Record<T, string>>
  hint?: string
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, value, options, hint, onChange }: ChoiceProps<T>) {
  return (
    <div className="field">
      <span>{label}</span>
      <Segmented<T> label={label} value={value} options={optionsOf(options)} onChange={onChange} />
      {hint === undefined ? null : <p className="field-hint">{hint}</p>}
    </div>
  )
}

/** How the page looks and behaves; remembered by the browser, and the same in every tab. */
export function SettingsDialog({ app, onClose }: SettingsDialogProps) {
  const { set } = app.uiStore
  const { theme, motion, timeUnit, costPer } = useStore(app.uiStore)
  return (
    <Modal open onOpenChange={onClose} title={shell.settings} closeLabel={shell.close} width={460}>
      <div className="settings">
        <Choice<Theme> label={shell.theme} value={theme} options={shell.themes} onChange={(next) => set({ theme: next })} />
        <Choice<Motion> label={shell.motion} value={motion} options={shell.motions} onChange={(next) => set({ motion: next })} />
        <Choice<TimeUnit> label={shell.timeUnit} value={timeUnit} options={shell.timeUnits} onChange={(next) => set({ timeUnit: next })} />
        <Choice<CostPer>
          label={shell.costPer}
          value={costPer}
          options={shell.costPers}
          hint={shell.costPerHint}
          onChange={(next) => set({ costPer: next })}
        />
        <Shortcuts app={app} />
      </div>
    </Modal>
  )
}

function Shortcuts({ app }: { app: LambdascopeApp }) {
  const id = useId()
  const shortcuts = useStore(app.uiStore, (state) => state.singleKeyShortcuts)
  const { keys, anywhereKeys } = help
  return (
    <div className="field">
      <div className="field-head">
        <span id={id}>{shell.shortcuts}</span>
        <SwitchField labelledBy={id} checked={shortcuts} onChange={(next) => app.uiStore.set({ singleKeyShortcuts: next })} />
      </div>
      <p className="field-hint">{shell.shortcutsHint}</p>
      <Unfolding className="shortcut-list" summary={shell.shortcutsAll}>
        <dl className="pairs">
          {[...keys, ...anywhereKeys].map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd className="kbd">{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Unfolding>
    </div>
  )
}
