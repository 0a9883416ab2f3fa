import { useMemo } from 'react'
import { useStore } from 'zustand'
import { sameJson } from '../../scenario/diff.ts'
import { PRESETS, presetById } from '../../scenario/presets/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { presetText } from '../../text/en/presets.ts'
import { shell } from '../../text/en/shell.ts'
import { SelectField } from '../design/SelectField.tsx'
import type { StatusLine } from './status.ts'

/** Stands for a scenario that is no preset, or a changed one. */
const CUSTOM = 'custom'

/** Loads a preset; says when the one loaded has been changed. */
export function PresetPicker({ app, status }: { app: LambdascopeApp; status: StatusLine }) {
  const presetId = useStore(app.scenarioStore, (state) => state.presetId)
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  const preset = presetId === null ? null : presetById(presetId)
  const untouched = useMemo(() => preset !== null && sameJson(preset.scenario, scenario), [preset, scenario])
  const options = PRESETS.map(({ id }) => ({ value: id as string, label: presetText[id].title, note: presetText[id].summary }))
  const title = options.find((option) => option.value === presetId)?.label
  const current = { value: CUSTOM, label: title === undefined ? shell.presetCustom : shell.presetChanged(title), note: '' }
  const load = (id: string) => {
    if (id === CUSTOM || !app.scenarioStore.loadPreset(id)) return
    status.say(shell.status.loaded(options.find((option) => option.value === id)?.label ?? id))
  }
  return (
    <SelectField
      className="preset-picker"
      label={shell.preset}
      value={untouched && presetId !== null ? presetId : CUSTOM}
      options={untouched ? options : [current, ...options]}
      onChange={load}
    />
  )
}
