/** Words of forks and comparisons that are there before the rest of their words are needed. */
import type { FutureName } from '../../scenario/comparison.ts'

export const futureTools = {
  now: 'Now',
  fork: 'Fork',
  /** Where there is no room for both. */
  oneShown: (shown: FutureName) => (shown === 'a' ? 'Environments of A. Switch to B above to see B’s.' : 'Environments of B. Switch to A above to see A’s.'),
} as const
