/**
 * Traces by hand, for tests of what reads them. One line per lane, times in milliseconds:
 *
 *     orders: 1120 throttle#9
 *     orders/1: 1000 create#1 80 + functionInit#1 190 + handler#1 200; 3000 handler#4!timeout 90
 *     orders/2@provisioned: 0 create 50; 5000 shutdown
 *
 * A bare name is a function lane, `name/n` an environment (`@pool` optional, on-demand otherwise), `name<` the
 * source that calls the function, `account` the account. Items are `time kind#request!outcome span`; `+` follows
 * on where the item before ended and is caused by it. Requests without an `arrival` of their own get one.
 */
import { noMessages } from '../messages'
import { changeLevels, collectLevels, countIn, createLevelTrack } from '../levels.ts'
import type { LevelColumns } from '../levels.ts'
import { KIND, LANE, POOL } from '../writer.ts'
import { NONE, OUTCOMES, SETTLES } from '../schema.ts'
import type { Lanes, Micros, Outcome, RecordKind, Records, Trace } from '../schema.ts'

interface Row {
  time: Micros
  span: Micros
  kind: RecordKind
  outcome: number
  lane: number
  request: number
  cause: Row | null
}

interface LaneRow {
  name: string
  kind: number
  parent: number
  pool: number
  born: Micros
  died: Micros
}

const ITEM = /^(\+|[\d.]+)\s+([a-zA-Z]+)(?:#(\d+))?(?:!([a-zA-Z]+))?(?:\s+([\d.]+))?$/
const BUSY: ReadonlySet<RecordKind> = new Set([
  'create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore', 'suppressedInit', 'handler',
])
const micros = (text: string): Micros => Math.round(Number(text) * 1000)

function parseItems(text: string, lane: number): Row[] {
  const rows: Row[] = []
  for (const part of text.replaceAll('+', ';+').split(';')) {
    const item = part.trim()
    if (item === '') continue
    const match = ITEM.exec(item)
    if (!match) throw new Error(`not an item: ${item}`)
    const [, at = '0', kind = '', request, outcome, span = '0'] = match
    const before = rows.at(-1) ?? null
    const follows = at === '+' && before !== null
    rows.push({
      time: follows ? before.time + before.span : micros(at),
      span: micros(span),
      kind: kind as RecordKind,
      outcome: Math.max(0, OUTCOMES.indexOf((outcome ?? 'none') as Outcome)),
      lane,
      request: request === undefined ? NONE : Number(request),
      cause: follows ? before : null,
    })
  }
  return rows
}

function createLanes() {
  const lanes: LaneRow[] = [{ name: 'account', kind: LANE.account, parent: NONE, pool: 0, born: 0, died: Infinity }]
  const find = (name: string): number => lanes.findIndex((lane) => lane.name === name)
  const add = (name: string, kind: number, parent: number): number =>
    lanes.push({ name, kind, parent, pool: 0, born: 0, died: Infinity }) - 1
  const functionLane = (name: string): number => (find(name) >= 0 ? find(name) : add(name, LANE.function, 0))
  return {
    lanes,
    laneOf(label: string): number {
      const known = find(label)
      if (known >= 0) return known
      if (label.endsWith('<')) return add(label, LANE.source, functionLane(label.slice(0, -1)))
      const [name = '', environment] = label.split('/')
      if (environment === undefined) return functionLane(name)
      const lane = add(label, LANE.environment, functionLane(name))
      lanes[lane]!.pool = POOL[(environment.split('@')[1] ?? 'on-demand') as keyof typeof POOL]
      return lane
    },
  }
}

/** Every request arrives; what it triggers is caused by its arrival. */
function addArrivals(rows: Row[], laneOf: (name: string) => number, lanes: readonly LaneRow[]): void {
  const arrivals = new Map<number, Row>()
  for (const row of rows) if (row.kind === 'arrival') arrivals.set(row.request, row)
  for (const row of [...rows].toSorted((a, b) => a.time - b.time)) {
    if (row.request === NONE || row.cause || row.kind === 'arrival') continue
    let arrival = arrivals.get(row.request)
    if (!arrival) {
      const lane = lanes[row.lane]!
      const target = lane.kind === LANE.environment ? lanes[lane.parent]!.name : lane.name
      arrival = { ...row, kind: 'arrival', span: 0, outcome: 0, lane: laneOf(`${target}<`), cause: null }
      arrivals.set(row.request, arrival)
      rows.push(arrival)
    }
    row.cause = arrival
  }
}

function toRecords(rows: readonly Row[]): Records {
  const settling = new Map<number, Row>()
  for (const row of rows) if (row.kind === 'handler' || row.kind === 'throttle') settling.set(row.request, row)
  const position = new Map(rows.map((row, index) => [row, index]))
  return {
    length: rows.length,
    time: Float64Array.from(rows, (row) => row.time),
    span: Uint32Array.from(rows, (row) => row.span),
    kind: Uint8Array.from(rows, (row) => KIND[row.kind]),
    outcome: Uint8Array.from(rows, (row) => row.outcome | (settling.get(row.request) === row ? SETTLES : 0)),
    rule: new Uint16Array(rows.length),
    lane: Int32Array.from(rows, (row) => row.lane),
    request: Int32Array.from(rows, (row) => row.request),
    cause: Int32Array.from(rows, (row) => (row.cause ? (position.get(row.cause) ?? NONE) : NONE)),
  }
}

function toLanes(lanes: readonly LaneRow[]): Lanes {
  return {
    length: lanes.length,
    kind: Uint8Array.from(lanes, (lane) => lane.kind),
    parent: Int32Array.from(lanes, (lane) => lane.parent),
    pool: Uint8Array.from(lanes, (lane) => lane.pool),
    version: Uint16Array.from(lanes, () => 1),
    born: Float64Array.from(lanes, (lane) => lane.born),
    died: Float64Array.from(lanes, (lane) => lane.died),
  }
}

type Counted = Extract<keyof LevelColumns, 'arrivals' | 'throttles' | 'coldStarts'>
const COUNTED: Readonly<Record<string, Counted>> = { arrival: 'arrivals', throttle: 'throttles', create: 'coldStarts' }

/** Levels by definition: replays starts and ends in order. */
function toLevels(rows: readonly Row[], lanes: readonly LaneRow[], until: Micros): Trace['levels'] {
  const functions = lanes.flatMap((lane, index) => (lane.kind === LANE.function ? [index] : []))
  const tracks = [0, ...functions].map((lane) => {
    const track = createLevelTrack(until)
    const within = (row: Row) => lane === 0 || row.lane === lane || lanes[row.lane]!.parent === lane
    const changes: { time: Micros; busy: number; initialising: number; alive: number; counted?: Counted }[] = []
    for (const row of rows.filter(within)) {
      const counted = COUNTED[row.kind]
      if (counted !== undefined && row.request !== NONE) changes.push({ time: row.time, busy: 0, initialising: 0, alive: 0, counted })
      if (!BUSY.has(row.kind)) continue
      const initialising = row.kind === 'handler' ? 0 : 1
      changes.push({ time: row.time, busy: 1, initialising, alive: 0 })
      changes.push({ time: row.time + row.span, busy: -1, initialising: -initialising, alive: 0 })
    }
    for (const environment of lanes.filter((other) => other.kind === LANE.environment && (lane === 0 || other.parent === lane))) {
      changes.push({ time: environment.born, busy: 0, initialising: 0, alive: 1 })
      changes.push({ time: environment.died, busy: 0, initialising: 0, alive: -1 })
    }
    const level = { busy: 0, initialising: 0, alive: 0 }
    const ends = (change: { busy: number; alive: number }) => change.busy + change.alive
    for (const change of changes.toSorted((a, b) => a.time - b.time || ends(a) - ends(b))) {
      if (change.time > until) break
      level.busy += change.busy
      level.initialising += change.initialising
      level.alive += change.alive
      changeLevels(track, { now: change.time }, level)
      if (change.counted !== undefined) countIn(track.columns[change.counted], track, { now: change.time })
    }
    return track
  })
  return collectLevels(until, tracks)
}

/** Builds a trace from the text form above. @param untilMs length of the run in ms */
export function traceFromText(untilMs: number, text: string): Trace {
  const { lanes, laneOf } = createLanes()
  const rows: Row[] = []
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon < 0) continue
    const lane = laneOf(line.slice(0, colon).trim())
    const items = parseItems(line.slice(colon + 1), lane)
    const end = items.find((item) => item.kind === 'shutdown')
    if (lanes[lane]!.kind === LANE.environment) lanes[lane]!.born = items[0]?.time ?? 0
    if (end) lanes[lane]!.died = end.time + end.span
    rows.push(...items)
  }
  addArrivals(rows, laneOf, lanes)
  const order = (row: Row) => (row.kind === 'arrival' ? 0 : 1)
  const sorted = rows.toSorted((a, b) => a.time - b.time || order(a) - order(b))
  const until = Math.round(untilMs * 1000)
  const requests = new Set(sorted.filter((row) => row.request !== NONE).map((row) => row.request))
  return {
    engine: 'fixture',
    until,
    records: toRecords(sorted),
    lanes: toLanes(lanes),
    levels: toLevels(sorted, lanes, until),
    ...noMessages(),
    requests: requests.size,
    longestSpan: sorted.reduce((longest, row) => Math.max(longest, row.span), 0),
    stoppedAt: null,
  }
}

/** The picture of the product: ten callers, an empty function, reserved concurrency eight. */
export const FIRST_BURST = `
orders/1: 1000 create#1 80 + download#1 20 + runtimeStart#1 150 + functionInit#1 190 + handler#1 220; 4500 handler#24 240
orders/2: 1010 create#2 95 + download#2 20 + runtimeStart#2 160 + functionInit#2 200 + handler#2 260; 4490 handler#23 230
orders/3: 1030 create#3 100 + runtimeStart#3 140 + functionInit#3 230 + handler#3 240; 2970 handler#14 200; 4470 handler#20 280
orders/4: 1040 create#4 110 + runtimeStart#4 140 + functionInit#4 190 + handler#4 270; 3020 handler#16 200; 4430 handler#17 300
orders/5: 1060 create#5 100 + runtimeStart#5 130 + functionInit#5 210 + handler#5 230; 3000 handler#15 220; 4440 handler#18 230
orders/6: 1070 create#6 90 + runtimeStart#6 150 + functionInit#6 220 + handler#6!timeout 240; 2950 handler#13 180; 4490 handler#21 180
orders/7: 1090 create#7 105 + runtimeStart#7 140 + functionInit#7 200 + handler#7 290; 2900 handler#11 280; 4460 handler#19 270
orders/8: 1100 create#8 110 + runtimeStart#8 150 + functionInit#8 190 + handler#8 250; 2920 handler#12 210; 4500 handler#22 200; 5600 shutdown
orders: 1120 throttle#9; 1130 throttle#10; 4520 throttle#25
`
