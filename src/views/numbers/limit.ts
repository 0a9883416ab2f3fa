import { unreservedOf, type Settings } from '../../metrics/cloudwatch/settings.ts'

/** What bounds the concurrency of a function, or of the account (null): the `of 8` in `3 of 8`. */
export function limitOf(settings: Settings, fn: number | null): number {
  if (fn === null) return settings.account
  return settings.reserved[fn] ?? unreservedOf(settings) + (settings.provisioned[fn] ?? 0)
}
