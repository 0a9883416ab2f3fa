import type { Clock } from '../playback/clock.ts'
import { sameJson } from '../scenario/diff.ts'
import { decodeLink, encodeLink, homeState, type LinkState, type Notice } from '../scenario/link.ts'
import { NO_MARKS } from '../scenario/linkMarks.ts'
import type { StudyClient } from '../worker/studyClient.ts'
import type { Client } from '../worker/client.ts'
import { createAddress, placeOf, type AddressBar, type Place } from './address.ts'
import { createCompare, type Compare } from './compareStore.ts'
import { createGuesses } from './guesses.ts'
import { createHomeStore, type HomeStore } from './homeStore.ts'
import { createLibrary, type Library } from './library.ts'
import { adoptBookmarks, linkState, showLink, showMarks, shownChanges, type Futures } from './linkState.ts'
import { createRuns, type Runs } from './runs.ts'
import { createRunStore, type RunStore } from './runStore.ts'
import { createScenarioStore, type ScenarioState, type ScenarioStore } from './scenarioStore.ts'
import type { Shelf } from './shelf.ts'
import { createTimeStore, type TimeStore } from './timeStore.ts'
import { createUiStore, type UiStore } from './uiStore.ts'
import { createWork, type WorkSlots } from './work.ts'

/** The one place where stores, worker, clock and address are connected. None of them knows another. */

export interface LambdascopeApp {
  readonly scenarioStore: ScenarioStore
  readonly runStore: RunStore
  readonly uiStore: UiStore
  /** The first question, with a run and a clock of its own. */
  readonly home: HomeStore
  readonly library: Library
  readonly work: WorkSlots
  readonly client: Client
  readonly clock: Clock
  readonly timeStore: TimeStore
  /** The other future, where two are compared. */
  readonly compare: Compare
  /** A deliberate step in time (a zoom to something, a jump): Back in the browser returns to before it. */
  step(action: () => void): void
  /** Version of the engine. */
  readonly engine: string
  /** Runs the scenario once more, after a run of it was cancelled. */
  rerun(): void
  /** The hash of a link to what is on show now; the address shows it too. Null when no address can hold it. */
  link(): string | null
  /** Goes to a state in the Lab, to read about what it selects. */
  visit(state: LinkState): void
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
  /** Of the front door: of the two clocks at most one runs, that of the place on show. */
  homeClock: Clock
  bar: AddressBar
  shelf: Shelf
  /** What lives as long as the tab. */
  session: Shelf
  /** Version of the engine; links carry it. */
  engine: string
  delay(callback: () => void, ms: number): () => void
  /** Whether finite animations of the interface are under way. */
  animating(): boolean
  /** Wall time, ms. */
  now(): number
  newId(): string
  /** What the system says about motion; the settings may overrule it. */
  prefersReducedMotion: boolean
}

/** Between a run and its picture lie a few frames in which nothing seems to happen. */
const QUIET_CHECKS = 3
const CHECK_MS = 16

/** What to begin with: what the link says; without one, what was on show the last time. */
function firstState(hash: string, slots: WorkSlots, engine: string): ReturnType<typeof decodeLink> & { restored: boolean } {
  const work = placeOf(hash) === 'home' || hash === '#/lab' ? slots.latest() : null
  if (work === null || sameJson(work.scenario, homeState().scenario)) return { ...decodeLink(hash, engine), restored: false }
  return { state: { ...homeState(), ...work }, notices: [], restored: true }
}

export function createApp(options: AppOptions): LambdascopeApp {
  const { client, clock, homeClock, bar, shelf, engine, delay, animating } = options
  const library = createLibrary({ shelf, now: options.now, newId: options.newId })
  const work = createWork({ shelf, session: options.session, now: options.now, newId: options.newId })
  const { state: first, notices, restored } = firstState(bar.hash(), work, engine)
  const scenarioStore = createScenarioStore(first.scenario, first.presetId, first.comparison ?? null)
  const runStore = createRunStore()
  const uiStore = createUiStore(shelf, placeOf(bar.hash()))
  const still = (): boolean => isMotionReduced(uiStore, options.prefersReducedMotion)
  const home = createHomeStore({ client, clock: homeClock, guesses: createGuesses(shelf), still })
  const timeStore = createTimeStore(shelf, () => scenarioStore.getState().scenario)
  const runs = createRuns({ client, clock, runStore, uiStore, isKept: (trace) => compare.otherStore.getState().trace === trace })
  const compare = createCompare({ scenarioStore, runStore, runs, client: options.otherClient, studyClient: options.studyClient })
  const parts = { scenarioStore, runStore, uiStore, timeStore, home, library, work, client, clock, compare }
  const { address, enter, step, stop } = connect({ ...parts, runs, bar, engine, delay })

  showLink({ uiStore, runs }, first, notices)
  adoptBookmarks(timeStore, first)
  if (restored) uiStore.notify({ kind: 'restored' })
  enter(uiStore.getState().place)

  return {
    ...parts,
    engine,
    step,
    rerun: () => void runs.run(scenarioStore.getState().scenario),
    link: address.flush,
    visit: (state) => {
      // A state that no address can hold is gone to all the same.
      address.visit(encodeLink(state, engine) ?? '#/lab')
      runs.setTarget(state.timeMs, { subject: state.subject ?? null, reading: true })
      runs.arrive()
    },
    idle: () => whenQuiet(() => [client, compare, address, clock, homeClock].every((part) => part.idle()) && !animating(), delay),
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

interface Parts extends Pick<AppOptions, 'clock' | 'bar' | 'engine' | 'delay'> {
  runStore: RunStore
  scenarioStore: ScenarioStore
  uiStore: UiStore
  timeStore: TimeStore
  home: HomeStore
  work: WorkSlots
  client: Client
  runs: Runs
  compare: Compare
}

/** Goes from place to place: each has a run of its own, made when it is first needed. */
function createPlaces({ scenarioStore, uiStore, home, clock, client, runs, compare }: Parts): (place: Place) => void {
  return (place) => {
    uiStore.enter(place)
    if (place === 'home') {
      clock.pause()
      home.open()
      return
    }
    home.clock.pause()
    const { scenario } = scenarioStore.getState()
    // The first run comes first; after it the worker gets ready for the ones a dragged knob asks for.
    if (runs.asked() === scenario) return
    compare.begin()
    void runs.run(scenario).then(client.prewarm)
  }
}

/** Connects scenario, run, place and address. */
function connect(parts: Parts) {
  const { scenarioStore, uiStore, timeStore, work, runs, compare, clock, bar, engine, delay } = parts
  const enter = createPlaces(parts)
  /** True while the state follows the address, which then must not follow the state. */
  let following = false
  /** True when there is work to keep that somebody did here, rather than followed a link to. */
  let changed = false

  const stateOf = (futures: Futures): LinkState => linkState(futures, parts)

  const follow = (state: LinkState, found: readonly Notice[]): void => {
    following = true
    uiStore.clearNotices()
    const now = scenarioStore.getState()
    const comparison = state.comparison ?? null
    const same = now.presetId === state.presetId && sameJson(now.scenario, state.scenario) && sameJson(now.comparison, comparison)
    showLink(parts, { ...state, timeMs: state.timeMs ?? 0 }, found)
    if (same) clock.pause()
    else {
      adoptBookmarks(timeStore, state)
      scenarioStore.restore(state.scenario, state.presetId, comparison)
    }
    following = false
    runs.arrive()
  }

  const address = createAddress({
    bar,
    engine,
    delay,
    follow,
    enter,
    place: () => uiStore.getState().place,
    current: () => stateOf(scenarioStore.getState()),
    onRest: () => {
      // The next change of the same knob is a step of its own.
      scenarioStore.settle()
      if (changed) work.keep(scenarioStore.getState())
      changed = false
    },
    onSize: (tooLarge) => (tooLarge ? uiStore.notify({ kind: 'tooLarge' }) : uiStore.clearNotices('tooLarge')),
  })

  const onScenario = (now: ScenarioState, before: ScenarioState): void => {
    if (now.scenario === before.scenario && now.comparison === before.comparison) return
    const previous = stateOf(before)
    // The worker starts first: what follows takes a few milliseconds, too.
    if (!compare.follow(now, before)) void runs.run(now.scenario)
    // Requests of another scenario are other requests.
    if (now.presetId !== before.presetId) uiStore.select(null)
    if (following) return
    if (now.presetId !== before.presetId) {
      runs.setTarget(0)
      uiStore.setView(null)
      showMarks(uiStore, NO_MARKS)
      timeStore.adopt(now.scenario, [])
    }
    if (now.step === 'new') address.step(previous)
    changed = true
    address.touch()
  }

  const stops = [
    scenarioStore.subscribe(onScenario),
    // A playhead in motion is not a place to link to.
    clock.onChange((transport) => {
      if (!transport.playing) address.touch()
    }),
    ...shownChanges(uiStore, timeStore, () => {
      if (!following) address.touch()
    }),
    address.dispose,
  ]
  const step = (action: () => void): void => {
    const previous = stateOf(scenarioStore.getState())
    action()
    address.step(previous)
  }
  return { address, enter, step, stop: () => stops.forEach((stop) => stop()) }
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
