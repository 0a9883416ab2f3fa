import { atOnce, fn, fixed, MINUTE, run, scenario, SECOND, source, type Misconception } from './build.ts'

const SIZES = [128, 512, 1769, 3538] as const
const of = (ioMs: number, workMs: number) =>
  scenario(
    MINUTE,
    SIZES.map((MemorySize) => fn(`mb-${MemorySize}`, { MemorySize, initMs: 0, does: { io: fixed(ioMs), work: fixed(workMs), firstCall: null } })),
    SIZES.map((size) => source(`to-${size}`, `mb-${size}`, atOnce([0, 1], [20 * SECOND, 1]))),
  )
/** The second call: the first takes more. */
const asked = SIZES.map((size) => ({ answer: 'handlerMean' as const, fn: `mb-${size}`, from: 20 }))

export const M25: Misconception = {
  id: 'M25',
  runs: [run('cpu', of(0, SECOND), ...asked), run('io', of(SECOND, 50), ...asked)],
}
