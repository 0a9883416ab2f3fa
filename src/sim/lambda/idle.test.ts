import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IdleSelection } from '../scenario'
import type { Environment } from './environment'
import { createIdlePool } from './idle'

/** A pool looks at nothing but the lane of an environment and its own marks. */
const environment = (lane: number): Environment => ({ lane, queued: false, slot: 0 }) as Environment

/** The plain meaning of each policy, on a list in order of release. */
const CHOOSE: Readonly<Record<IdleSelection, (lanes: readonly number[]) => number>> = {
  'most-recently-used': (lanes) => lanes.at(-1)!,
  'least-recently-used': (lanes) => lanes[0]!,
  'newest-created': (lanes) => Math.max(...lanes),
}

type Step = { kind: 'put' | 'remove'; lane: number } | { kind: 'take' }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('put' as const, 'put' as const, 'remove' as const), lane: fc.nat(30) }),
  fc.constant<Step>({ kind: 'take' }),
)

function follow(selection: IdleSelection, steps: readonly Step[]): void {
  const pool = createIdlePool(selection)
  const all = Array.from({ length: 31 }, (_, lane) => environment(lane))
  let idle: number[] = []
  for (const each of steps) {
    if (each.kind === 'take') {
      const expected = idle.length === 0 ? null : CHOOSE[selection](idle)
      expect(pool.take()?.lane ?? null).toBe(expected)
      idle = idle.filter((lane) => lane !== expected)
    } else if (each.kind === 'put' && !idle.includes(each.lane)) {
      pool.put(all[each.lane]!)
      idle.push(each.lane)
    } else if (each.kind === 'remove' && idle.includes(each.lane)) {
      pool.remove(all[each.lane]!)
      idle = idle.filter((lane) => lane !== each.lane)
    }
    expect([pool.isEmpty(), pool.size()]).toEqual([idle.length === 0, idle.length])
  }
  expect(pool.list().map(({ lane }) => lane)).toEqual(idle)
  expect(pool.list(2).map(({ lane }) => lane)).toEqual(idle.slice(0, 2))
}

test.each(Object.keys(CHOOSE) as IdleSelection[])('%s hands out what its name says', (selection) => {
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => follow(selection, steps)), { seed: 1, numRuns: 200 })
})

test('a long line keeps its order when it is compacted', () => {
  const pool = createIdlePool('least-recently-used')
  for (let lane = 0; lane < 3000; lane++) pool.put(environment(lane))
  for (let lane = 0; lane < 3000; lane++) expect(pool.take()?.lane).toBe(lane)
  expect(pool.isEmpty()).toBe(true)
})

test.each(Object.keys(CHOOSE) as IdleSelection[])('%s: a crowd that leaves from the middle leaves the rest in order', (selection) => {
  const pool = createIdlePool(selection)
  const crowd = Array.from({ length: 9000 }, (_, lane) => environment(lane))
  crowd.forEach(pool.put)
  const [gone, rest] = [crowd.filter(({ lane }) => lane % 7 !== 0), crowd.filter(({ lane }) => lane % 7 === 0)]
  for (const each of gone.toSorted((a, b) => ((a.lane * 7919) % 9000) - ((b.lane * 7919) % 9000))) pool.remove(each)
  expect(pool.list()).toEqual(rest)
  gone.forEach(pool.put)
  expect(pool.list()).toEqual([...rest, ...gone])
  const order = Array.from({ length: 9000 }, () => pool.take()!.lane)
  const lanes = [...rest, ...gone].map(({ lane }) => lane)
  expect(order).toEqual({ 'most-recently-used': lanes.toReversed(), 'least-recently-used': lanes, 'newest-created': crowd.map(({ lane }) => lane).toReversed() }[selection])
  expect([pool.take(), pool.size()]).toEqual([null, 0])
})
