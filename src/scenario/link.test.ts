import * as fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { defaultScenario } from './defaults.ts'
import { diff, patch, sameJson } from './diff.ts'
import { decodeLink, encodeLink, homeState, type LinkState } from './link.ts'
import { decodeParts, encodeParts, NO_PARTS } from './linkParts.ts'
import { parseScenario } from './parse.ts'
import { PRESETS } from './presets/index.ts'
import { arbitraryScenario } from './testing/arbitrary.ts'

const ENGINE = '1'
const kinds = (hash: string): string[] => decodeLink(hash, ENGINE).notices.map((notice) => notice.kind)
const pack = (bytes: Uint8Array): string => `1${Buffer.from(deflateSync(bytes)).toString('base64url')}`

describe('a link', () => {
  it('gives back the scenario, the moment and the view', () => {
    const moment = fc.option(fc.integer({ min: 0, max: 20_000_000 }).map((micros) => micros / 1000), { nil: null })
    const view = fc.option(fc.tuple(fc.nat({ max: 9_999 }), fc.integer({ min: 10_000, max: 20_000 })).map(([fromMs, toMs]) => ({ fromMs, toMs })), { nil: null })
    const presetId = fc.constantFrom(null, 'first-burst', 'two-functions')
    const shown = fc.constantFrom(null, true, false)
    const parts = fc.record({ flow: shown, timeline: shown, concurrency: shown, models: shown, asTable: fc.boolean() })
    const picture = fc.record({ view, parts })
    fc.assert(
      fc.property(arbitraryScenario(), presetId, moment, picture, (scenario, id, timeMs, { view: v, parts: p }) => {
        // JSON knows no negative zero.
        const plain = JSON.parse(JSON.stringify(scenario)) as LinkState['scenario']
        const state: LinkState = { scenario: plain, presetId: id, timeMs, view: v }
        const said = sameJson(p, NO_PARTS) ? state : { ...state, parts: p }
        expect(decodeLink(encodeLink({ ...state, parts: p }, ENGINE)!, ENGINE)).toEqual({ state: said, notices: [] })
      }),
      { numRuns: 200 },
    )
  })
  it.each(PRESETS)('to preset $id is short', ({ id, scenario }) => {
    const state = { scenario, presetId: id, timeMs: 1284, view: null }
    const hash = encodeLink(state, ENGINE)
    expect(hash).toBe(`#/lab?p=${id}&t=1284&e=1`)
    expect(decodeLink(hash!, ENGINE).state).toEqual(state)
    const changed = { ...state, scenario: { ...scenario, seed: 99 } }
    expect(encodeLink(changed, ENGINE)!.length).toBeLessThan(80)
    expect(decodeLink(encodeLink(changed, ENGINE)!, ENGINE).state).toEqual(changed)
  })
  it('says of the stage what somebody chose, and nothing else', () => {
    const { scenario, presetId } = homeState()
    const state = { scenario, presetId, timeMs: null, view: null }
    expect(encodeLink({ ...state, parts: { ...NO_PARTS, flow: false, concurrency: true, asTable: true } }, ENGINE)).toBe('#/lab?p=first-burst&d=f0-c1&x=1&e=1')
    expect(encodeLink({ ...state, parts: NO_PARTS }, ENGINE)).toBe('#/lab?p=first-burst&e=1')
    for (const hash of ['d=', 'd=f', 'd=f2-q1', 'x=0', 'x', `d=${'-'.repeat(9999)}f0`]) expect(decodeLink(`#/lab?p=first-burst&${hash}`, ENGINE)).toEqual({ state, notices: [] })
    expect(decodeParts(new URLSearchParams('d=f0-f1-t0-zz'))).toEqual({ ...NO_PARTS, flow: true, timeline: false })
    fc.assert(fc.property(fc.string(), fc.string(), (d, x) => {
      const read = decodeParts(new URLSearchParams({ d, x }))
      if (read !== null) expect(decodeParts(new URLSearchParams(encodeParts(read).join('&')))).toEqual(read)
    }))
  })
  it('says what is selected, to whoever has the same engine', () => {
    const { scenario, presetId } = homeState()
    const state = { scenario, presetId, timeMs: null, view: null }
    for (const [subject, text] of [
      [{ kind: 'record', row: 12, why: true }, 'i=r12y'],
      [{ kind: 'lane', row: 0, why: false }, 'i=l0'],
      [{ kind: 'message', row: 5, why: false }, 'i=m5'],
    ] as const) {
      expect(encodeLink({ ...state, subject }, ENGINE)).toBe(`#/lab?p=first-burst&${text}&e=1`)
      expect(decodeLink(`#/lab?p=first-burst&${text}&e=1`, ENGINE).state).toEqual({ ...state, subject })
      expect(decodeLink(`#/lab?p=first-burst&${text}&e=2`, ENGINE).state).toEqual(state)
    }
    for (const text of ['i=', 'i=r', 'i=x1', 'i=r-1', 'i=r1yy', 'i=r9999999999']) expect(decodeLink(`#/lab?p=first-burst&${text}&e=1`, ENGINE)).toEqual({ state, notices: [] })
  })
  it('does not exist for a scenario that no address can hold', () => {
    const requests = Array.from({ length: 30_000 }, (_, i) => ({ atMs: (i * 7919.123) % 60_000, handlerMs: (i * 31.7) % 997 }))
    const [source] = defaultScenario().traffic
    const scenario = defaultScenario({ traffic: [{ ...source!, arrivals: { kind: 'list', requests } }] })
    expect(encodeLink({ scenario, presetId: null, timeMs: null, view: null }, ENGINE)).toBeNull()
  })
  it('of nothing is the home preset, without a notice', () => {
    for (const hash of ['', '#', '#/', '#/lab']) expect(decodeLink(hash, ENGINE)).toEqual({ state: homeState(), notices: [] })
  })
  it.each([
    '#/lab?p=nothing', '#/elsewhere?p=first-burst', '#x', '#/lab?s=', '#/lab?s=1', '#/lab?s=2abc', '#/lab?s=1!!!', '#/lab?s=1AAAA',
    `#/lab?s=${pack(new TextEncoder().encode('{"seed":-1}'))}`,
    `#/lab?s=${pack(new TextEncoder().encode('not json'))}`,
    `#/lab?s=${pack(new TextEncoder().encode('{"functions":{"#":1e9}}'))}`,
    `#/lab?s=${'A'.repeat(200_000)}`,
  ])('%.60s is broken', (hash) => {
    expect(decodeLink(hash, ENGINE)).toEqual({ state: homeState(), notices: [{ kind: 'broken' }] })
  })
  it('does not unpack a bomb', () => {
    const bomb = pack(new Uint8Array(50_000_000))
    expect(kinds(`#/lab?s=${bomb}`)).toEqual(['broken'])
  })
  it('says when it comes from another engine or names a moment outside the run', () => {
    expect(kinds('#/lab?p=first-burst&e=0')).toEqual(['otherEngine'])
    expect(kinds('#/lab?p=first-burst&e=1')).toEqual([])
    expect(kinds('#/lab?p=first-burst&t=999999')).toEqual(['clamped'])
    expect(kinds('#/lab?p=first-burst&t=-5')).toEqual(['clamped'])
    expect(kinds('#/lab?p=first-burst&t=NaN&v=3-1')).toEqual(['clamped'])
    expect(decodeLink('#/lab?p=first-burst&t=999999', ENGINE).state.timeMs).toBe(6000)
    expect(decodeLink('#/lab?p=first-burst&t=1284.5&v=1000-2500.25', ENGINE).state).toMatchObject({ timeMs: 1284.5, view: { fromMs: 1000, toMs: 2500.25 } })
  })
  it('of any kind is read without throwing, into a valid scenario', () => {
    const value = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String(), fc.uint8Array().map((bytes) => pack(bytes)), fc.json().map((json) => pack(new TextEncoder().encode(json))))
    const hash = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.record({ p: fc.constantFrom('', 'p=first-burst', 'p=x'), s: value, t: fc.string(), v: fc.string(), e: fc.string() }).map(({ p, s, t, v, e }) => `#/lab?${p}&s=${s}&t=${t}&v=${v}&e=${e}`),
      fc.record({ t: fc.string(), v: fc.string() }).map(({ t, v }) => `#/lab?p=first-burst&t=${t}&v=${v}`),
      fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 2 })).map(([at, junk]) => {
        const good = encodeLink({ scenario: defaultScenario({ seed: 7, title: 'abc' }), presetId: null, timeMs: 5, view: null }, ENGINE)!
        const i = at % good.length
        return good.slice(0, i) + junk + good.slice(i + 1)
      }),
    )
    fc.assert(fc.property(hash, (text) => {
      const { state } = decodeLink(text, ENGINE)
      expect(parseScenario(state.scenario).ok).toBe(true)
      expect(state.timeMs === null || (state.timeMs >= 0 && state.timeMs <= state.scenario.durationMs)).toBe(true)
    }), { numRuns: 2000 })
  })
})

describe('diff', () => {
  const json = fc.jsonValue({ maxDepth: 3 })
  it('and patch are inverse on any JSON', () => {
    const near = fc.tuple(json, fc.string(), json).map(([base, key, value]) =>
      [base, typeof base === 'object' && base !== null && !Array.isArray(base) ? { ...base, [key]: value } : value] as const)
    const clean = (value: unknown) => !/"[=#]":/.test(JSON.stringify(value))
    fc.assert(fc.property(fc.oneof(fc.tuple(json, json), near), ([base, value]) => {
      fc.pre(clean(base) && clean(value))
      expect(sameJson(patch(base, diff(base, value)), value)).toBe(true)
    }), { numRuns: 1000 })
  })
  it('keeps only what changed', () => {
    expect(diff({ a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 2, d: 4 } })).toEqual({ b: { d: 4 } })
    expect(diff([{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 3 }])).toEqual({ 1: { a: 3 } })
    expect(diff([{ a: 1, b: 1 }], [{ a: 1, b: 1 }, { a: 1, b: 2 }])).toEqual({ '#': 2, 1: { b: 2 } })
    expect(diff({ kind: 'x', v: 1 }, { kind: 'y', v: 1 })).toEqual({ '=': { kind: 'y', v: 1 } })
  })
})

describe('a comparison in a link', () => {
  const home = homeState()
  const b = { ...home.scenario, seed: 5, interventions: [{ kind: 'deployment' as const, atMs: 2500, function: 'orders-api' }] }
  it('gives back both futures, the fork and which one is edited', () => {
    for (const active of ['a', 'b'] as const) {
      for (const forkMs of [0, 2500.125]) {
        const [scenario, other] = active === 'a' ? [home.scenario, b] : [b, home.scenario]
        const state: LinkState = { ...home, scenario, comparison: { active, other, forkMs } }
        const hash = encodeLink(state, ENGINE)!
        expect(hash).toMatch(/^#\/lab\?p=first-burst&b=/)
        expect(decodeLink(hash, ENGINE)).toEqual({ state, notices: [] })
      }
    }
  })
  it('of two equal futures is one too', () => {
    const state: LinkState = { ...home, comparison: { active: 'b', other: home.scenario, forkMs: 1000 } }
    expect(decodeLink(encodeLink(state, ENGINE)!, ENGINE).state).toEqual(state)
  })
  it.each(['b=', 'b=9abc', 'b=1AAAA', `b=${pack(new TextEncoder().encode('{"seed":-1}'))}`])('that cannot be read (%s) shows A and says so', (part) => {
    expect(decodeLink(`#/lab?p=first-burst&${part}&f=100&e=1`, ENGINE)).toEqual({
      state: { ...home, timeMs: null }, notices: [{ kind: 'brokenComparison' }],
    })
  })
  it('with a fork outside the run moves it into it', () => {
    const hash = encodeLink({ ...home, scenario: b, comparison: { active: 'b', other: home.scenario, forkMs: 1000 } }, ENGINE)!
    expect(kinds(hash.replace('f=1000', 'f=999999'))).toEqual(['clamped'])
    expect(decodeLink(hash.replace('f=1000', 'f=999999'), ENGINE).state.comparison!.forkMs).toBe(6000)
  })
})
