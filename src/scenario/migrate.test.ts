import { describe, expect, it } from 'vitest'
import { migrate, type Migration } from './migrate.ts'
import { parseScenario } from './parse.ts'

/** Version 1 called the seed `randomSeed`; version 2 kept lengths in seconds. */
const MIGRATIONS: readonly Migration[] = [
  ({ randomSeed, ...rest }) => ({ ...rest, seed: randomSeed }),
  ({ durationSeconds, ...rest }) => ({ ...rest, durationMs: Number(durationSeconds) * 1000 }),
]

describe('migrate', () => {
  it('takes an older version through every step', () => {
    expect(migrate({ version: 1, randomSeed: 5, durationSeconds: 3 }, MIGRATIONS)).toEqual({
      ok: true,
      value: { version: 3, seed: 5, durationMs: 3000 },
    })
  })
  it('enters at the version given', () => {
    expect(migrate({ version: 2, seed: 5, durationSeconds: 3 }, MIGRATIONS)).toEqual({
      ok: true,
      value: { version: 3, seed: 5, durationMs: 3000 },
    })
  })
  it('leaves the current version alone, and input that names none', () => {
    for (const value of [{ version: 3, seed: 5 }, { seed: 5 }, null, [], 'text']) {
      expect(migrate(value, MIGRATIONS)).toEqual({ ok: true, value })
    }
  })
  it('says of a newer version that it is newer', () => {
    const result = parseScenario({ version: 2, anything: true })
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'newerVersion', path: 'version', value: 2 }] })
  })
  it.each([0, 1.5, -1, '1', null, Number.NaN])('refuses version %j', (version) => {
    expect(parseScenario({ version })).toMatchObject({ ok: false, issues: [{ code: 'version', path: 'version' }] })
  })
})
