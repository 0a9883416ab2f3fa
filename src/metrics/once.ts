import type { Trace } from '../sim/trace/schema'

/** Makes something of a trace at the first question about it. */
export function once<T>(make: (trace: Trace) => T): (trace: Trace) => T {
  const made = new WeakMap<Trace, T>()
  return (trace) => {
    const known = made.get(trace)
    if (known !== undefined) return known
    const value = make(trace)
    made.set(trace, value)
    return value
  }
}
