import type { Clock } from '../playback/clock.ts'
import { decodeLink, type LinkState, type Notice } from '../scenario/link.ts'
import { sameJson } from '../scenario/diff.ts'
import { NO_PLACE, type LinkPlace } from '../scenario/linkPlace.ts'
import type { StudyClient } from '../worker/studyClient.ts'
import type { Client } from '../worker/client.ts'
import { createAddress, type AddressBar } from './address.ts'
import { createCompare, type Compare } from './compareStore.ts'
import { createRuns, type Runs } from './runs.ts'
import { createRunStore, type RunStore } from './runStore.ts'
import { createScenarioStore, type ScenarioState, type ScenarioStore } from './scenarioStore.ts'
import { createTimeStore, type TimeStore } from './timeStore.ts'
import { createUiStore, type SettingsStorage, type UiStore } from './uiStore.ts'

/** The one place where stores, worker, clock and address are connected. None of them knows another. */

export interface LambdascopeApp {
  readonly scenarioStore: ScenarioStore
  readonly runStore: RunStore
  readonly uiStore: UiStore
  readonly client: Client
  readonly clock: Clock
  readonly timeStore: TimeStore
  /** The other future, where two are compared. */
  readonly compare: Compare
  /** A deliberate step in time (a zoom to something, a jump): Back in the browser returns to before it. */
  step(action: () => void): void
  /** Runs the scenario once more, after a run of it was cancelled. */
  rerun(): void
  /** The hash of a link to what is on show now; the address shows it too. Null when no address can hold it. */
  link(): string | null
  /** Resolves when nothing runs, no frame is scheduled and no finite animation plays. */
  idle(): Promise<void>
  dispose(): void
}

export interface AppOptions {
  client: Client
  /** Runs the other future, so that neither waits for the other. */
  otherClient: Client
  studyClient: StudyClient
  clock: Clock
  bar: AddressBar
  storage: SettingsStorage | null
  /** Version of the engine; links carry it. */
  engine: string
  delay(callback: () => void, ms: number): () => void
  /** Whether finite animations of the interface are under way. */
  animating(): boolean
  /** What the system says about motion; the settings may overrule it. */
  prefersReducedMotion: boolean
}

const MICROS_PER_MS = 1000
/** Between a run and its picture lie a few frames in which nothing seems to happen. */
const QUIET_CHECKS = 3
const CHECK_MS = 16

export function createApp(options: AppOptions): LambdascopeApp {
  const { client, clock, bar, storage, engine, delay, animating } = options
  const { state: first, notices } = decodeLink(bar.hash(), engine)
  const scenarioStore = createScenarioStore(first.scenario, first.presetId, first.comparison ?? null)
  const runStore = createRunStore()
  const uiStore = createUiStore(storage)
  const timeStore = createTimeStore(storage, () => scenarioStore.getState().scenario)
  const runs = createRuns({ client, clock, runStore, uiStore })
  const compare = createCompare({ scenarioStore, runStore, runs, client: options.otherClient, studyClient: options.studyClient })
  const parts = { scenarioStore, runStore, uiStore, timeStore, client, clock, compare }
  const { address, show, step, stop } = connect({ ...parts, runs, bar, engine, delay })

  show(first, notices)
  adoptBookmarks(timeStore, first)
  const unfolds = bar.hash() === '' && !isMotionReduced(uiStore, options.prefersReducedMotion)
  compare.begin()
  void runs.run(first.scenario).then(() => {
    if (unfolds) unfold(clock, runStore)
    // The first run comes first; after it the worker gets ready for the ones a dragged knob asks for.
    client.prewarm()
  })

  return {
    ...parts,
    step,
    rerun: () => void runs.run(scenarioStore.getState().scenario),
    link: address.flush,
    idle: () => whenQuiet(() => client.idle() && compare.idle() && address.idle() && clock.idle() && !animating(), delay),
    dispose: () => {
      stop()
      compare.dispose()
      client.dispose()
    },
  }
}

function isMotionReduced(uiStore: UiStore, prefersReducedMotion: boolean): boolean {
  const { motion } = uiStore.getState()
  return motion === 'reduced' || (motion === 'system' && prefersReducedMotion)
}

/** How long the empty stage is seen before the first thing happens, in real milliseconds. */
const LEAD_MS = 300

/** Whoever comes without a link sees the stage in action at once. Links rest where they point. */
function unfold(clock: Clock, runStore: RunStore): void {
  const firstAt = runStore.getState().trace?.records.time[0] ?? 0
  clock.seek(Math.max(0, firstAt - LEAD_MS * MICROS_PER_MS * clock.state().rate))
  clock.play()
}

interface Parts extends Pick<AppOptions, 'clock' | 'bar' | 'engine' | 'delay'> {
  scenarioStore: ScenarioStore
  uiStore: UiStore
  timeStore: TimeStore
  runs: Runs
  compare: Compare
}

type Futures = Pick<ScenarioState, 'scenario' | 'presetId' | 'comparison'>

/** Connects scenario, run and address. */
function connect({ scenarioStore, uiStore, timeStore, runs, compare, clock, bar, engine, delay }: Parts) {
  /** True while the state follows the address, which then must not follow the state. */
  let following = false

  const stateOf = (scenario: Futures): LinkState => linkState(scenario, { uiStore, timeStore, runs, clock })

  const show = ({ view, timeMs, place = NO_PLACE }: LinkState, found: readonly Notice[]): void => {
    runs.setTarget(timeMs)
    uiStore.setView(view && { from: view.fromMs * MICROS_PER_MS, to: view.toMs * MICROS_PER_MS })
    showPlace(uiStore, place)
    found.forEach(uiStore.notify)
  }

  const follow = (state: LinkState, found: readonly Notice[]): void => {
    following = true
    uiStore.clearNotices()
    const now = scenarioStore.getState()
    const comparison = state.comparison ?? null
    const same = now.presetId === state.presetId && sameJson(now.scenario, state.scenario) && sameJson(now.comparison, comparison)
    show({ ...state, timeMs: same ? null : (state.timeMs ?? 0) }, found)
    if (same) {
      clock.pause()
      runs.goTo(state.timeMs ?? 0)
    } else {
      adoptBookmarks(timeStore, state)
      scenarioStore.restore(state.scenario, state.presetId, comparison)
    }
    following = false
  }

  const address = createAddress({
    bar,
    engine,
    delay,
    follow,
    current: () => stateOf(scenarioStore.getState()),
    // The next change of the same knob is a step of its own.
    onRest: scenarioStore.settle,
    onSize: (tooLarge) => (tooLarge ? uiStore.notify({ kind: 'tooLarge' }) : uiStore.clearNotices('tooLarge')),
  })

  const onScenario = (now: ScenarioState, before: ScenarioState): void => {
    if (now.scenario === before.scenario && now.comparison === before.comparison) return
    const previous = stateOf(before)
    // The worker starts first: what follows takes a few milliseconds, too.
    if (!compare.follow(now, before)) void runs.run(now.scenario)
    // Requests of another scenario are other requests.
    if (now.presetId !== before.presetId) uiStore.select(null)
    if (!following) {
      if (now.presetId !== before.presetId) {
        runs.setTarget(0)
        uiStore.setView(null)
        showPlace(uiStore, NO_PLACE)
        timeStore.adopt(now.scenario, [])
      }
      if (now.step === 'new') address.step(previous)
      address.touch()
    }
  }

  const stops = [
    scenarioStore.subscribe(onScenario),
    // A playhead in motion is not a place to link to.
    clock.onChange((transport) => {
      if (!transport.playing) address.touch()
    }),
    ...placeChanges(uiStore, timeStore, () => {
      if (!following) address.touch()
    }),
    address.dispose,
  ]
  const step = (action: () => void): void => {
    const previous = stateOf(scenarioStore.getState())
    action()
    address.step(previous)
  }
  return { address, show, step, stop: () => stops.forEach((stop) => stop()) }
}

/** What a link says now of a scenario. */
function linkState(
  { scenario, presetId, comparison }: Futures,
  { uiStore, timeStore, runs, clock }: Pick<Parts, 'uiStore' | 'timeStore' | 'runs' | 'clock'>,
): LinkState {
  const { view } = uiStore.getState()
  const ms = runs.target() ?? inMs(clock.time())
  return {
    scenario,
    presetId,
    timeMs: ms > 0 ? Math.min(ms, scenario.durationMs) : null,
    view: view && { fromMs: inMs(view.from), toMs: inMs(view.to) },
    place: placeOf(uiStore, timeStore),
    ...(comparison === null ? {} : { comparison }),
  }
}

const inMs = (micros: number): number => micros / MICROS_PER_MS
const inMicros = (ms: number): number => Math.round(ms * MICROS_PER_MS)

/** What is marked in time, as a link says it. */
function placeOf(uiStore: UiStore, timeStore: TimeStore): LinkPlace {
  const { folds, range } = uiStore.getState()
  return {
    openedMs: folds.on ? folds.opened.map(inMs) : null,
    range: range && { fromMs: inMs(range.from), toMs: inMs(range.to) },
    bookmarks: timeStore.getState().bookmarks.map(({ at, name }) => ({ atMs: inMs(at), name })),
  }
}

function showPlace(uiStore: UiStore, { openedMs, range }: LinkPlace): void {
  uiStore.setFolds({ on: openedMs !== null, opened: (openedMs ?? []).map(inMicros) })
  uiStore.setRange(range && { from: inMicros(range.fromMs), to: inMicros(range.toMs) })
}

/** Tells when what a link says of places changes. Returns how to stop. */
const placeChanges = (uiStore: UiStore, timeStore: TimeStore, changed: () => void): (() => void)[] => [
  uiStore.subscribe((now, before) => {
    if (now.view !== before.view || now.range !== before.range || now.folds !== before.folds) changed()
  }),
  timeStore.subscribe((now, before) => {
    if (now.bookmarks !== before.bookmarks) changed()
  }),
]

const adoptBookmarks = (timeStore: TimeStore, { scenario, place = NO_PLACE }: LinkState): void =>
  timeStore.adopt(scenario, place.bookmarks.map(({ atMs, name }) => ({ at: inMicros(atMs), name })))

/** Resolves once `quiet` has held for several checks in a row. */
function whenQuiet(quiet: () => boolean, delay: AppOptions['delay']): Promise<void> {
  return new Promise((resolve) => {
    let held = 0
    const check = (): void => {
      held = quiet() ? held + 1 : 0
      if (held >= QUIET_CHECKS) resolve()
      else delay(check, CHECK_MS)
    }
    check()
  })
}
