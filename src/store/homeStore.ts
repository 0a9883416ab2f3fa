import { createStore, type StoreApi } from 'zustand/vanilla'
import { fatesOf, type RequestFate } from '../metrics/fates.ts'
import type { Guess, Question } from '../metrics/prediction.ts'
import type { Clock } from '../playback/clock.ts'
import { HOME_PRESET } from '../scenario/presets/index.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Micros, Trace } from '../sim/trace/schema.ts'
import type { Client } from '../worker/client.ts'
import type { Guesses } from './guesses.ts'

/** The first question: one small run that halts before its answer until somebody has guessed. */

export interface HomeRun {
  readonly scenario: Scenario
  readonly trace: Trace
  readonly fates: readonly RequestFate[]
  /** The part of the run that is shown. */
  readonly from: Micros
  readonly until: Micros
}

export interface HomeState {
  /** The one knob: reserved concurrency; null reserves none. */
  readonly reserved: number | null
  readonly run: HomeRun | null
  readonly error: string | null
  /** `asked`: the requests arrive, and nothing is told yet. `told`: the run plays on. */
  readonly phase: 'asked' | 'told'
  /** The guess committed to; null when the answer was asked for without one. */
  readonly guess: Guess | null
}

export interface HomeStore extends StoreApi<HomeState> {
  readonly clock: Clock
  /** Starts the run if there is none yet. */
  open(): void
  reserve(reserved: number | null): void
  /** Commits to a guess, or to none, and lets the run go on. */
  tell(guess: Guess | null): void
  /** Asks again; the guess that is kept stays until there is another. */
  askAgain(): void
  replay(): void
}

export interface HomeOptions {
  client: Client
  clock: Clock
  guesses: Guesses
  /** Motion is not wanted: pictures stand where they would have come to rest. */
  still(): boolean
}

const [FIRST_FUNCTION] = HOME_PRESET.scenario.functions
const reservedAtFirst = FIRST_FUNCTION?.ReservedConcurrentExecutions ?? null
/** What the knob offers. */
export const RESERVED_CHOICES: readonly (number | null)[] = [1, 4, reservedAtFirst, null]

/** How many requests the question is about: those of the first burst. */
function itemsIn({ traffic }: Scenario): number {
  const arrivals = traffic[0]?.arrivals
  return arrivals?.kind === 'bursts' ? (arrivals.bursts[0]?.count ?? 0) : 0
}

const ITEMS = itemsIn(HOME_PRESET.scenario)
/** Simulated seconds per real second, and how much of the run stands before the first and after the last event. */
const RATE = 1 / 5
const LEAD: Micros = 60_000
const TAIL: Micros = 40_000

const scenarioWith = (reserved: number | null): Scenario =>
  reserved === reservedAtFirst
    ? HOME_PRESET.scenario
    : {
        ...HOME_PRESET.scenario,
        functions: HOME_PRESET.scenario.functions.map((fn) => ({ ...fn, ReservedConcurrentExecutions: reserved })),
      }

export const questionFor = (reserved: number | null): Question => ({
  id: `home.cold.${reserved ?? 'none'}`,
  kinds: ['count', 'mark'],
  items: ITEMS,
})

function runOf(scenario: Scenario, trace: Trace): HomeRun {
  const fates = fatesOf(trace, ITEMS)
  const from = Math.max(0, (fates[0]?.arrived ?? 0) - LEAD)
  const until = Math.min(trace.until, Math.max(from, ...fates.map(({ ended }) => ended)) + TAIL)
  return { scenario, trace, fates, from, until }
}

export function createHomeStore({ client, clock, guesses, still }: HomeOptions): HomeStore {
  const kept = (reserved: number | null): Pick<HomeState, 'guess' | 'phase'> => {
    const guess = guesses.of(questionFor(reserved))
    return { guess, phase: guess === null ? 'asked' : 'told' }
  }
  const store = createStore<HomeState>(() => ({
    reserved: reservedAtFirst, run: null, error: null, ...kept(reservedAtFirst),
  }))
  const { getState, setState } = store
  let asked: Scenario | null = null

  /** Until it is told, the run goes no further than the last arrival. */
  const end = ({ fates, until }: HomeRun): Micros =>
    getState().phase === 'told' ? until : Math.min(until, (fates.at(-1)?.arrived ?? 0) + TAIL)
  const play = (): void => {
    const { run } = getState()
    if (run === null) return
    clock.pause()
    clock.setUntil(end(run))
    clock.setRate(RATE)
    clock.seek(still() ? end(run) : run.from)
    if (!still()) clock.play()
  }
  const start = async (): Promise<void> => {
    const scenario = scenarioWith(getState().reserved)
    if (asked === scenario) return
    asked = scenario
    const outcome = await client.run(scenario)
    if (asked !== scenario) return
    if (outcome?.kind === 'done') {
      setState({ run: runOf(scenario, outcome.result.trace), error: null })
      play()
      return
    }
    // Given up for another run: it starts anew when somebody comes back.
    asked = null
    if (outcome?.kind === 'failed') setState({ error: outcome.message })
  }

  return Object.assign(store, {
    clock,
    open: () => void start(),
    reserve: (reserved: number | null) => {
      setState({ reserved, ...kept(reserved) })
      void start()
    },
    tell: (guess: Guess | null) => {
      if (guess !== null) guesses.keep(questionFor(getState().reserved), guess)
      setState({ phase: 'told', guess })
      play()
    },
    askAgain: () => {
      setState({ phase: 'asked', guess: null })
      play()
    },
    replay: play,
  })
}
