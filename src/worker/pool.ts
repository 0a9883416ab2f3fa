/** Memory to use again: a fresh page costs the system as long to hand out as it takes to fill. */

export interface Pool {
  /** A buffer of at least so many bytes; what it held before is still in it. */
  take(bytes: number): ArrayBuffer
  give(buffers: readonly ArrayBuffer[]): void
}

/** Smaller ones are not worth keeping. */
const SMALLEST = 65_536
/** Columns of two traces. */
const MOST = 32

/** Keeps what it is given, the latest first, and hands out the smallest that is large enough, though not far too large. */
export function createPool(): Pool {
  let kept: ArrayBuffer[] = []
  return {
    take: (bytes) => {
      const fitting = kept.filter(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes)
      if (fitting.length === 0) return new ArrayBuffer(bytes)
      const best = fitting.reduce((smallest, each) => (each.byteLength < smallest.byteLength ? each : smallest))
      kept = kept.filter((each) => each !== best)
      return best
    },
    give: (buffers) => {
      kept = [...buffers.filter(({ byteLength }) => byteLength >= SMALLEST), ...kept].slice(0, MOST)
    },
  }
}
