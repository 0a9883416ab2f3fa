import { PRESETS } from '../../scenario/presets/index.ts'
import { RULES, type RuleId } from '../../rules/registry.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Motion, Theme } from '../../store/uiStore.ts'
import { palette as text } from '../../text/en/palette.ts'
import { presetText } from '../../text/en/presets.ts'
import { rulesText } from '../../text/en/rules.ts'
import { scenarios } from '../../text/en/scenarios.ts'
import { shell } from '../../text/en/shell.ts'
import { stageText, type Moment } from '../../text/en/stage.ts'
import { saveText } from '../scenarios/files.ts'
import { openSaved } from '../scenarios/openSaved.ts'
import type { DialogName } from '../shell/Header.tsx'
import { showPanel } from '../shell/showPanel.ts'
import type { StatusLine } from '../shell/status.ts'
import { momentsOf } from '../stage/transport/moments.ts'

/** Everything that can be found: where to go, what to do, what to show. */

export type Group = keyof typeof text.groups

export interface Entry {
  readonly id: string
  readonly group: Group
  readonly title: string
  readonly note?: string
  readonly more?: string
  /** What choosing it does. A rule is shown in place. */
  readonly action: { readonly kind: 'run'; readonly run: () => void } | { readonly kind: 'dialog'; readonly dialog: DialogName } | { readonly kind: 'rule'; readonly rule: RuleId }
}

export interface PaletteContext {
  app: LambdascopeApp
  status: StatusLine
}

const run = (action: () => void): Entry['action'] => ({ kind: 'run', run: action })
const go = (hash: string): Entry['action'] => run(() => (location.hash = hash))
const command = (id: string, title: string, action: Entry['action']): Entry => ({ id, group: 'commands', title, action })

const JUMPS: readonly Moment[] = ['coldStart', 'throttle', 'failure', 'timeout', 'retry', 'shutdown']

/** Puts the playhead on the next moment of a kind. */
function jump({ app, status }: PaletteContext, kind: Moment): void {
  const { trace } = app.runStore.getState()
  const { times, kinds } = trace === null ? { times: [], kinds: [] } : momentsOf(trace)
  const at = kinds.findIndex((each, i) => each === kind && times[i]! > app.clock.time())
  const time = times[at]
  if (time === undefined) return status.say(text.noMoment(stageText.transport.moments[kind]))
  app.clock.pause()
  const { view } = app.uiStore.getState()
  if (view !== null && (time < view.from || time > view.to)) app.uiStore.setView(null)
  app.clock.seek(time)
}

async function copyLink({ app, status }: PaletteContext): Promise<void> {
  const hash = app.link()
  if (hash === null) return
  try {
    await navigator.clipboard.writeText(new URL(hash, location.href).href)
    status.say(text.shared)
  } catch {
    status.say(text.notShared)
  }
}

function stageCommands(context: PaletteContext): Entry[] {
  const { app } = context
  const { clock, scenarioStore, uiStore } = app
  return [
    command('play', text.play, run(clock.toggle)),
    ...JUMPS.map((kind) => command(`next.${kind}`, text.nextOf(stageText.transport.moments[kind]), run(() => jump(context, kind)))),
    command('whole', text.wholeRun, run(() => uiStore.setView(null))),
    command('undo', text.undo, run(scenarioStore.undo)),
    command('redo', text.redo, run(scenarioStore.redo)),
    command('share', text.share, run(() => void copyLink(context))),
    command('export', text.export, run(() => {
      const { scenario } = scenarioStore.getState()
      saveText(scenarios.fileNameOf(scenario.title), JSON.stringify(scenario, null, 2))
    })),
    command('json', text.json, { kind: 'dialog', dialog: 'json' }),
  ]
}

function settingCommands({ app: { uiStore } }: PaletteContext): Entry[] {
  const themes = Object.entries(shell.themes) as [Theme, string][]
  const motions = Object.entries(shell.motions) as [Motion, string][]
  return [
    ...themes.map(([theme, name]) => command(`theme.${theme}`, text.themeOf(name), run(() => uiStore.set({ theme })))),
    ...motions.map(([motion, name]) => command(`motion.${motion}`, text.motionOf(name), run(() => uiStore.set({ motion })))),
    command('scenarios', text.scenarios, { kind: 'dialog', dialog: 'scenarios' }),
    command('settings', text.settings, { kind: 'dialog', dialog: 'settings' }),
    command('help', text.help, { kind: 'dialog', dialog: 'help' }),
    command('about', text.about, { kind: 'dialog', dialog: 'about' }),
  ]
}

const panels = (): Entry[] =>
  (['stage', 'configuration', 'numbers', 'events'] as const).map((name) => ({
    // After the palette has given the focus back.
    id: `panel.${name}`, group: 'panels', title: shell.tabs[name], action: run(() => void setTimeout(() => showPanel(name))),
  }))

const RULE_ENTRIES: readonly Entry[] = RULES.map(({ id }) => ({
  id: `rule.${id}`,
  group: 'rules',
  title: text.ruleTitle(id, rulesText[id].name),
  more: rulesText[id].statement,
  action: { kind: 'rule', rule: id },
}))

export function entriesOf(context: PaletteContext): readonly Entry[] {
  const { app, status } = context
  const inLab = app.uiStore.getState().place === 'lab'
  const places: Entry[] = [
    { id: 'home', group: 'places', title: text.home, action: go('#/') },
    { id: 'lab', group: 'places', title: text.lab, action: go('#/lab') },
  ]
  const presets = PRESETS.map(({ id }): Entry => ({
    id: `preset.${id}`, group: 'presets', title: presetText[id].title, note: presetText[id].summary, action: go(`#/lab?p=${id}`),
  }))
  const mine = app.library.getState().items.map(({ id, name }): Entry => ({
    id: `mine.${id}`, group: 'mine', title: name, action: run(() => {
      openSaved(app, status, id)
      if (app.uiStore.getState().place !== 'lab') location.hash = '#/lab'
    }),
  }))
  return [...places, ...(inLab ? stageCommands(context) : []), ...settingCommands(context), ...mine, ...presets, ...(inLab ? panels() : []), ...RULE_ENTRIES]
}
