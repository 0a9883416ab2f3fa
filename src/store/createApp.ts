import type { Clock } from '../playback/clock.ts'
import { decodeLink, type LinkState, type Notice } from '../scenario/link.ts'
import type { StudyClient } from '../worker/studyClient.ts'
import type { Client } from '../worker/client.ts'
import { createAddress, type AddressBar } from './address.ts'
import { createCompare, type Compare } from './compareStore.ts'
import { createRuns, type Runs } from './runs.ts'
import { createRunStore, type RunStore } from './runStore.ts'
import { createScenarioStore, type ScenarioState, type ScenarioStore } from './scenarioStore.ts'
import { createUiStore, type SettingsStorage, type UiStore } from './uiStore.ts'

/** The one place where stores, worker, clock and address are connected. None of them knows another. */

export interface LambdascopeApp {
  readonly scenarioStore: ScenarioStore
  readonly runStore: RunStore
  readonly uiStore: UiStore
  readonly client: Client
  readonly clock: Clock
  /** The other future, where two are compared. */
  readonly compare: Compare
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
  const runs = createRuns({ client, clock, runStore, uiStore })
  const compare = createCompare({ scenarioStore, runStore, runs, client: options.otherClient, studyClient: options.studyClient })
  const parts = { scenarioStore, runStore, uiStore, client, clock, compare }
  const { address, show, stop } = connect({ ...parts, runs, bar, engine, delay })

  show(first, notices)
  const unfolds = bar.hash() === '' && !isMotionReduced(uiStore, options.prefersReducedMotion)
  compare.begin()
  void runs.run(first.scenario).then(() => {
    if (unfolds) unfold(clock, runStore)
    // The first run comes first; after it the worker gets ready for the ones a dragged knob asks for.
    client.prewarm()
  })

  return {
    ...parts,
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
  runs: Runs
  compare: Compare
}

/** Connects scenario, run and address. */
function connect({ scenarioStore, uiStore, runs, compare, clock, bar, engine, delay }: Parts) {
  /** True while the state follows the address, which then must not follow the state. */
  let following = false

  const stateOf = ({ scenario, presetId, comparison }: Pick<ScenarioState, 'scenario' | 'presetId' | 'comparison'>): LinkState => {
    const { view } = uiStore.getState()
    const ms = runs.target() ?? clock.time() / MICROS_PER_MS
    return {
      scenario,
      presetId,
      timeMs: ms > 0 ? Math.min(ms, scenario.durationMs) : null,
      view: view && { fromMs: view.from / MICROS_PER_MS, toMs: view.to / MICROS_PER_MS },
      ...(comparison === null ? {} : { comparison }),
    }
  }

  const show = ({ view, timeMs }: LinkState, found: readonly Notice[]): void => {
    runs.setTarget(timeMs)
    uiStore.setView(view && { from: view.fromMs * MICROS_PER_MS, to: view.toMs * MICROS_PER_MS })
    found.forEach(uiStore.notify)
  }

  const follow = (state: LinkState, found: readonly Notice[]): void => {
    following = true
    uiStore.clearNotices()
    show({ ...state, timeMs: state.timeMs ?? 0 }, found)
    scenarioStore.restore(state.scenario, state.presetId, state.comparison ?? null)
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
    if (!following) {
      const previous = stateOf(before)
      if (now.presetId !== before.presetId) {
        runs.setTarget(0)
        uiStore.setView(null)
      }
      if (now.step === 'new') address.step(previous)
      address.touch()
    }
    if (!compare.follow(now, before)) void runs.run(now.scenario)
  }

  const stops = [
    scenarioStore.subscribe(onScenario),
    // A playhead in motion is not a place to link to.
    clock.onChange((transport) => {
      if (!transport.playing) address.touch()
    }),
    uiStore.subscribe((now, before) => {
      if (now.view !== before.view && !following) address.touch()
    }),
    address.dispose,
  ]
  return { address, show, stop: () => stops.forEach((stop) => stop()) }
}

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
