/** The same workloads on simjs, a general event simulation library from npm, written the way its manual does. */
import { wallClock, type BenchJob, type BenchResult, type Stopwatch } from './measure.ts'

interface SimjsRequest {
  done(callback: (argument: number) => void, context: object, argument: number): SimjsRequest
}
interface SimjsEntity {
  time(): number
  setTimer(delay: number): SimjsRequest
}
interface SimjsSim {
  addEntity(kind: object): SimjsEntity
  simulate(endTime: number): void
}
interface SimjsRandom {
  exponential(rate: number): number
  normal(mu: number, sigma: number): number
}
interface Simjs {
  Sim: new () => SimjsSim
  Entity: abstract new (...parameters: unknown[]) => SimjsEntity
  Random: new (seed: number) => SimjsRandom
}

interface Row {
  arrival: number
  start: number
  end: number
  init: number
  environment: number
  outcome: 'warm' | 'cold' | 'throttled'
}

const LIMIT = 1000
const INIT = 0.4
const IDLE = 300
const BURST = 1000
const REFILL = 100

/** simjs exports nothing: it leaves itself on `window`. */
export async function loadSimjs(): Promise<Simjs> {
  const scope = globalThis as unknown as { window?: unknown; Sim?: Simjs }
  scope.window ??= globalThis
  await import('simjs')
  if (scope.Sim === undefined) throw new Error('simjs did not load')
  return scope.Sim
}

/** An entity whose behaviour is one function; simjs wants a constructor with `start` on its prototype. */
function entityKind(simjs: Simjs, start: (entity: SimjsEntity) => void): object {
  const create = function (this: unknown, ...parameters: unknown[]): SimjsEntity {
    return Reflect.construct(simjs.Entity, parameters, create) as SimjsEntity
  }
  create.prototype = Object.create(simjs.Entity.prototype as object, {
    start: {
      value(this: SimjsEntity) {
        start(this)
      },
    },
  })
  return create
}

function loss(simjs: Simjs, random: SimjsRandom, size: number) {
  let busy = 0
  let refused = 0
  const finish = (): void => {
    busy--
  }
  const arrive = (entity: SimjsEntity, left: number): void => {
    if (busy < LIMIT) {
      busy++
      entity.setTimer(random.exponential(1)).done(finish, entity, 0)
    } else refused++
    if (left > 0) entity.setTimer(random.exponential(950)).done((next) => arrive(entity, next), entity, left - 1)
  }
  const sim = new simjs.Sim()
  sim.addEntity(entityKind(simjs, (entity) => arrive(entity, size - 1)))
  sim.simulate(1e12)
  return { refused, cold: 0 }
}

/** Token bucket of new environments, refilled continuously. */
function createTokens() {
  let tokens = BURST
  let last = 0
  return (now: number): boolean => {
    tokens = Math.min(BURST, tokens + (now - last) * REFILL)
    last = now
    if (tokens < 1) return false
    tokens--
    return true
  }
}

function pool(simjs: Simjs, random: SimjsRandom, size: number) {
  const rows: Row[] = []
  const idle: { environment: number; since: number }[] = []
  const takeToken = createTokens()
  let environments = 0
  let busy = 0
  const place = (now: number): Pick<Row, 'environment' | 'init' | 'outcome'> => {
    while (idle.length > 0 && idle[0]!.since + IDLE <= now) idle.shift()
    const reused = idle.pop()
    if (reused !== undefined) return { environment: reused.environment, init: 0, outcome: 'warm' }
    if (busy < LIMIT && takeToken(now)) return { environment: environments++, init: INIT, outcome: 'cold' }
    return { environment: -1, init: 0, outcome: 'throttled' }
  }
  const arrive = (entity: SimjsEntity, left: number): void => {
    const arrival = entity.time()
    const { environment, init, outcome } = place(arrival)
    const start = arrival + init
    const end = outcome === 'throttled' ? start : start + Math.exp(random.normal(Math.log(0.3) - 0.125, 0.5))
    rows.push({ arrival, start, end, init, environment, outcome })
    if (outcome !== 'throttled') {
      busy++
      entity.setTimer(end - arrival).done(() => {
        busy--
        idle.push({ environment, since: entity.time() })
      }, entity, 0)
    }
    if (left > 0) entity.setTimer(random.exponential(200)).done((next) => arrive(entity, next), entity, left - 1)
  }
  const sim = new simjs.Sim()
  sim.addEntity(entityKind(simjs, (entity) => arrive(entity, size - 1)))
  sim.simulate(1e12)
  const count = (wanted: Row['outcome']): number => rows.filter(({ outcome }) => outcome === wanted).length
  return { refused: count('throttled'), cold: count('cold') }
}

/** Times of simjs, in the shape of our own. */
export async function measurePeer({ workload, size, rounds }: BenchJob, stopwatch: Stopwatch = wallClock): Promise<BenchResult> {
  const simjs = await loadSimjs()
  const run = workload === 'W1' ? loss : pool
  let counts = { refused: 0, cold: 0 }
  const times = Array.from({ length: rounds + 1 }, (_, round) => {
    const elapsed = stopwatch()
    counts = run(simjs, new simjs.Random(42 + round), size)
    return elapsed()
  })
  const [coldMs = 0, ...warmMs] = times
  const shares = { refused: counts.refused / size, cold: counts.cold / size }
  return { coldMs, warmMs, invocations: size, recycledMs: [], rows: 0, traceBytes: 0, hash: null, shares, meanConcurrency: null }
}
