import type { FutureName } from '../../scenario/comparison.ts'
import { compare } from '../../text/en/compare.ts'

/** The letter of a future on a shape of its own: a disc for A, a square for B. */
export function FutureBadge({ name }: { name: FutureName }) {
  return (
    <span className="future-badge" data-future={name}>
      {compare.letter[name]}
    </span>
  )
}
