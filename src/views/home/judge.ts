/** How a guess compares with a run, and what is to be explained first. */
import type { RequestFate } from '../../metrics/fates.ts'
import { inFlightAt } from '../../metrics/flight.ts'
import { countOf, scoreOf, type Guess } from '../../metrics/prediction.ts'
import type { HomeRun } from '../../store/homeStore.ts'
import { home } from '../../text/en/home.ts'

const text = home.verdict

export interface HomeVerdict {
  /** How many were cold. */
  readonly cold: number
  readonly divergesAt: number | null
  /** The request whose explanation comes first. */
  readonly first: RequestFate | null
  readonly title: string
  readonly reason: string
}

/** The lane of the only function. */
const FUNCTION_LANE = 1

function reasonOf({ trace }: HomeRun, { fate, decided }: RequestFate): string {
  // In flight just before it was decided: the request itself does not count.
  const busy = inFlightAt(trace, FUNCTION_LANE, decided - 1)
  switch (fate) {
    case 'cold':
      return text.cold(busy)
    case 'warm':
      return text.warm
    case 'refused':
      return text.refused(busy)
  }
}

function titleOf(guess: Guess | null, cold: number, right: boolean): string {
  if (guess === null) return text.shown(cold)
  if (right) return text.right(cold)
  return countOf(guess) === cold ? text.marks(cold) : text.wrong(countOf(guess), cold)
}

export function verdictOf(run: HomeRun, guess: Guess | null): HomeVerdict {
  const { fates } = run
  const marked = fates.flatMap(({ fate }, at) => (fate === 'cold' ? [at] : []))
  const score = guess === null ? null : scoreOf(guess, { kind: 'mark', marked })
  const divergesAt = score?.divergesAt ?? null
  // Without a divergence: the first that was not cold, or else the second that was.
  const telling = fates.findIndex(({ fate }) => fate !== 'cold')
  const at = divergesAt ?? (telling >= 0 ? telling : Math.min(1, fates.length - 1))
  const first = fates[at] ?? null
  const lead = divergesAt === null ? text.reason(at + 1) : text.parted(at + 1)
  return {
    cold: marked.length,
    divergesAt,
    first,
    title: titleOf(guess, marked.length, score?.right ?? false),
    reason: first === null ? '' : `${lead} ${reasonOf(run, first)}`,
  }
}
