import { useMemo } from 'react'
import { useStore } from 'zustand'
import { sameJson } from '../../scenario/diff.ts'
import { PRESETS, presetById } from '../../scenario/presets/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { presetText, type PresetId } from '../../text/en/presets.ts'
import { scenarios as text } from '../../text/en/scenarios.ts'
import { shell } from '../../text/en/shell.ts'
import { openSaved } from '../scenarios/openSaved.ts'
import { SelectField } from '../design/SelectField.tsx'
import type { StatusLine } from './status.ts'

/** Stands for a scenario that is no preset, or a changed one. */
const CUSTOM = 'custom'
const MINE = 'mine:'
const MANAGE = 'manage'
const MISCONCEPTIONS = 'misconceptions'
/** The dialog has the rest. */
const SHOWN = 12

interface PresetPickerProps {
  app: LambdascopeApp
  status: StatusLine
  onManage: () => void
  onMisconceptions: () => void
}

/** Loads a preset; says when the one loaded has been changed. */
export function PresetPicker({ app, status, onManage, onMisconceptions }: PresetPickerProps) {
  const saved = useStore(app.library, (state) => state.items)
  const presetId = useStore(app.scenarioStore, (state) => state.presetId)
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  const preset = presetId === null ? null : presetById(presetId)
  const untouched = useMemo(() => preset !== null && sameJson(preset.scenario, scenario), [preset, scenario])
  const presets = PRESETS.map(({ id }) => ({ value: id as string, label: presetText[id].title, note: presetText[id].summary, group: text.presets }))
  const mine = saved.slice(0, SHOWN).map(({ id, name }) => ({ value: MINE + id, label: name, group: text.title }))
  const manage = { value: MANAGE, label: text.manage, group: text.title }
  const misconceptions = { value: MISCONCEPTIONS, label: text.misconceptions, group: text.presets }
  const title = presets.find((option) => option.value === presetId)?.label
  const own = saved.find((item) => sameJson(item.scenario, scenario))
  const current = { value: CUSTOM, label: title === undefined ? scenario.title || shell.presetCustom : shell.presetChanged(title), note: '' }
  const shown = untouched && presetId !== null ? presetId : own === undefined ? CUSTOM : MINE + own.id
  const options = [...(shown === CUSTOM ? [current] : []), ...presets, misconceptions, ...mine, manage]
  const load = (value: string) => {
    if (value === MANAGE) onManage()
    else if (value === MISCONCEPTIONS) onMisconceptions()
    else if (value.startsWith(MINE)) openSaved(app, status, value.slice(MINE.length))
    else if (value !== CUSTOM && app.scenarioStore.loadPreset(value)) status.say(shell.status.loaded(presetText[value as PresetId].title))
  }
  return <SelectField className="preset-picker" label={shell.preset} value={shown} options={options} onChange={load} />
}
