/**
 * How a mapping that reports batch item failures reads what the function returned (rules SQ-09, ST-10): which
 * messages failed. Nothing in it: all are done. Anything that cannot be read: all failed.
 */

/** Names a message in responses; the n-th of its source is m1, m2 and so on. */
export const messageName = (number: number): string => `m${number + 1}`

const ALL = 'all'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** @param names of the messages of the batch @returns positions of those that failed, ascending */
export function failedIn(response: string, names: readonly string[]): readonly number[] {
  const every = names.map((_, position) => position)
  const named = identifiers(parsed(response))
  if (named === ALL) return every
  const positions = named.map((name) => names.indexOf(name))
  return positions.includes(-1) ? every : [...new Set(positions)].sort((a, b) => a - b)
}

function identifiers(response: unknown): readonly string[] | typeof ALL {
  // An answer without a list of failures is a success: null, "", [] and {} alike.
  if (response === null || response === '' || (Array.isArray(response) && response.length === 0)) return []
  if (!isRecord(response) || Array.isArray(response)) return ALL
  const { batchItemFailures } = response
  if (batchItemFailures === undefined || batchItemFailures === null) return []
  if (!Array.isArray(batchItemFailures)) return ALL
  const names = batchItemFailures.map((item: unknown) => (isRecord(item) ? item['itemIdentifier'] : undefined))
  return names.every((name): name is string => typeof name === 'string' && name !== '') ? names : ALL
}
