import { issueText } from '../text/en/issues.ts'
import { writeValue, type Issue } from './issue.ts'

/** Turns the JSON of one version into that of the next. */
export type Migration = (older: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** `MIGRATIONS[n]` leads from version n + 1 to n + 2. Published versions stay readable for ever: append only. */
export const MIGRATIONS: readonly Migration[] = []

export type MigrationResult = { ok: true; value: unknown } | { ok: false; issue: Issue }

/** Brings a scenario's JSON to the current version. Without a `version` it counts as current. */
export function migrate(input: unknown, migrations: readonly Migration[] = MIGRATIONS): MigrationResult {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { ok: true, value: input }
  const current = migrations.length + 1
  const older = input as Readonly<Record<string, unknown>>
  const version = Object.hasOwn(older, 'version') ? older['version'] : current
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const message = issueText.badVersion(writeValue(version), current)
    return { ok: false, issue: { code: 'version', path: 'version', message, value: version, allowed: `1–${current}` } }
  }
  if (version > current) {
    const message = issueText.newerVersion(version, current)
    return { ok: false, issue: { code: 'newerVersion', path: 'version', message, value: version, allowed: `1–${current}` } }
  }
  const migrated = migrations.slice(version - 1).reduce((value, step) => step(value), older)
  return { ok: true, value: version === current ? older : { ...migrated, version: current } }
}
