import { formatCount } from '../../base/format.ts'
import { MISCONCEPTIONS } from '../../scenario/misconceptions/index.ts'
import { PRESETS } from '../../scenario/presets/index.ts'
import { RULES, type RuleId } from '../../rules/registry.ts'
import type { LaneId } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { isSelected } from '../../store/selection.ts'
import type { Motion, Theme } from '../../store/uiStore.ts'
import { compare } from '../../text/en/compare.ts'
import { misconceptionsText, misconceptionText } from '../../text/en/misconceptions.ts'
import { numbers } from '../../text/en/numbers.ts'
import { palette as text } from '../../text/en/palette.ts'
import { presetText } from '../../text/en/presets.ts'
import { rulesText } from '../../text/en/rules.ts'
import { scenarios } from '../../text/en/scenarios.ts'
import { shell } from '../../text/en/shell.ts'
import { stageText, type Moment } from '../../text/en/stage.ts'
import { goTo, environmentsNumbered, recordOfRequest } from '../compare/goTo.ts'
import { canCompareWithOriginal, compareWithOriginal } from '../compare/original.ts'
import { PARTS, shownPart } from '../numbers/part.ts'
import { openMisconception } from '../misconceptions/openMisconception.ts'
import { saveText } from '../scenarios/files.ts'
import { openSaved } from '../scenarios/openSaved.ts'
import type { DialogName } from '../shell/Header.tsx'
import { LOWER, UPPER, type PanelName } from '../shell/PanelTabs.tsx'
import { showPanel } from '../shell/showPanel.ts'
import type { StatusLine } from '../shell/status.ts'
import { functionName } from '../stage/describe.ts'
import { momentsOf } from '../stage/transport/moments.ts'
import { askedIn } from './asked.ts'

/** Everything that can be found: where to go, what to do, what to show. */

export type Group = keyof typeof text.groups

export interface Entry {
  readonly id: string
  readonly group: Group
  readonly title: string
  readonly note?: string
  readonly words?: readonly string[]
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

const PANELS: readonly PanelName[] = ['stage', 'configuration', ...UPPER, ...LOWER]
const JUMPS: readonly Moment[] = ['coldStart', 'throttle', 'failure', 'timeout', 'retry', 'shutdown']

/** Puts the playhead on the next moment of a kind, after the last one on the first. */
function jump({ app, status }: PaletteContext, kind: Moment): void {
  const { trace } = app.runStore.getState()
  if (trace === null) return
  const { times, kinds } = momentsOf(trace)
  const next = kinds.findIndex((each, i) => each === kind && times[i]! > app.clock.time())
  const time = times[next < 0 ? kinds.indexOf(kind) : next]
  if (time === undefined) return status.say(text.noMoment(stageText.transport.moments[kind]))
  goTo(app, time)
}

/** After the palette has given the focus back. */
const later = (action: () => void): Entry['action'] => run(() => void setTimeout(action))

/** Reads about what is selected, or is told how to select. */
function inspect({ uiStore }: LambdascopeApp, why: boolean): void {
  const selected = uiStore.getState()
  if (!isSelected(selected)) return showPanel('inspect')
  if (why && selected.lane === null) uiStore.setWhyOpen(true)
  uiStore.setInspecting(true)
}

/** The request or environment a query asks for by its number. */
export function askedFor(query: string, { app }: PaletteContext): readonly Entry[] {
  const { trace, scenario } = app.runStore.getState()
  if (trace === null || scenario === null || app.uiStore.getState().place !== 'lab') return []
  const { request, environment } = askedIn(query)
  const record = request === null ? null : recordOfRequest(trace, request - 1)
  const lanes = environment === null ? [] : environmentsNumbered(trace, environment)
  const nameOf = (lane: LaneId): string | null => (lanes.length > 1 ? functionName(trace, scenario, lane) : null)
  const entry = (id: string, title: string, select: () => void): Entry => ({
    id, group: 'run', title, action: later(() => (select(), inspect(app, false))),
  })
  return [
    ...(record === null ? [] : [entry('request', text.request(formatCount(request ?? 0)), () => {
      goTo(app, trace.records.time[record] ?? 0)
      app.uiStore.select(record)
    })]),
    ...lanes.map((lane) => entry(`environment.${lane}`, text.environment(formatCount(environment ?? 0), nameOf(lane)), () => app.uiStore.selectLane(lane))),
  ]
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
    command('why', text.why, later(() => inspect(app, true))),
    ...(canCompareWithOriginal(app) ? [command('original', compare.menu.original.label, run(() => compareWithOriginal(app, context.status.say)))] : []),
    ...(scenarioStore.getState().comparison === null ? [command('start', compare.menu.start.label, run(() => {
      scenarioStore.fork(0)
      context.status.say(compare.status.started)
    }))] : []),
    command('whole', text.wholeRun, run(() => uiStore.setView(null))),
    command('undo', text.undo, run(scenarioStore.undo)),
    command('redo', text.redo, run(scenarioStore.redo)),
    command('share', text.share, run(() => void copyLink(context))),
    command('export', text.export, run(() => {
      const { scenario } = scenarioStore.getState()
      saveText(scenarios.fileNameOf(scenario.title), JSON.stringify(scenario, null, 2))
    })),
    command('json', text.json, { kind: 'dialog', dialog: 'json' }),
    command('paste', text.paste, { kind: 'dialog', dialog: 'paste' }),
  ]
}

function settingCommands({ app: { uiStore } }: PaletteContext): Entry[] {
  const themes = Object.entries(shell.themes) as [Theme, string][]
  const motions = Object.entries(shell.motions) as [Motion, string][]
  return [
    ...themes.map(([theme, name]) => command(`theme.${theme}`, text.themeOf(name), run(() => uiStore.set({ theme })))),
    ...motions.map(([motion, name]) => command(`motion.${motion}`, text.motionOf(name), run(() => uiStore.set({ motion })))),
    command('misconceptions', text.misconceptions, { kind: 'dialog', dialog: 'misconceptions' }),
    command('scenarios', text.scenarios, { kind: 'dialog', dialog: 'scenarios' }),
    command('settings', text.settings, { kind: 'dialog', dialog: 'settings' }),
    command('help', text.help, { kind: 'dialog', dialog: 'help' }),
    command('about', text.about, { kind: 'dialog', dialog: 'about' }),
  ]
}

const panels = (): Entry[] => [
  ...(PANELS).map((name): Entry => ({
    id: `panel.${name}`, group: 'panels', title: shell.tabs[name], action: later(() => showPanel(name)),
  })),
  ...PARTS.map((part): Entry => ({
    id: `part.${part}`, group: 'panels', title: numbers.parts[part], action: later(() => {
      shownPart.set(part)
      showPanel('numbers')
    }),
  })),
]

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
  const misconceptions = MISCONCEPTIONS.map(({ id, runs }): Entry => ({
    id: `misconception.${id}`, group: 'misconceptions', title: misconceptionsText.palette(id, misconceptionText[id].belief), note: misconceptionText[id].truth, action: run(() => openMisconception(app, status.say, runs[0]!)),
  }))
  const mine = app.library.getState().items.map(({ id, name }): Entry => ({
    id: `mine.${id}`, group: 'mine', title: name, action: run(() => {
      openSaved(app, status, id)
      if (app.uiStore.getState().place !== 'lab') location.hash = '#/lab'
    }),
  }))
  const all = [...places, ...(inLab ? stageCommands(context) : []), ...settingCommands(context), ...mine, ...presets, ...misconceptions, ...(inLab ? panels() : []), ...RULE_ENTRIES]
  return all.map((entry) => ({ ...entry, words: text.words[entry.id] ?? [] }))
}
