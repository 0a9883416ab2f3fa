/** Raised when what is stored is to be read differently. */
export const SCHEMA = 1

/** The fields of what is stored under a key, or null when it makes no sense (any more). */
export function fieldsOf(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    const fields = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null
    return fields?.['schema'] === SCHEMA ? fields : null
  } catch {
    return null
  }
}
