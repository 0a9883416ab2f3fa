/** Fails loudly where the code itself is at fault (never for bad input). */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Internal error: ${message}`)
}

/** The end of an exhaustive `switch`: a new kind that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new Error(`Internal error: unexpected ${JSON.stringify(value)}`)
}
