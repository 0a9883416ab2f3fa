import { itemsOf, withMark, type Guess } from '../../metrics/prediction.ts'
import type { Fate } from '../../metrics/fates.ts'
import { home } from '../../text/en/home.ts'
import { tip } from '../design/tips.ts'
import { useRoving } from './useRoving.ts'

interface MarkRowsProps {
  items: number
  draft: Guess | null
  onDraft: (guess: Guess) => void
}

/** The guess on the picture: each row can be tapped. */
export function MarkRows({ items, draft, onDraft }: MarkRowsProps) {
  const roving = useRoving(items)
  const marked = draft === null ? null : itemsOf(draft)
  return (
    <ol className="guess-rows" role="list" aria-label={home.picture} onKeyDown={roving.onKeyDown}>
      {Array.from({ length: items }, (_, item) => (
        <li key={item}>
          <button
            type="button"
            className="guess-toggle"
            aria-pressed={marked?.includes(item) ?? false}
            aria-label={home.mark(item + 1)}
            tabIndex={item === roving.active ? 0 : -1}
            onFocus={() => roving.setActive(item)}
            onClick={() => onDraft(withMark(draft, item))}
          >
            <span className="guess-number">{item + 1}</span>
            <Said said={marked === null ? null : marked.includes(item)} />
          </button>
        </li>
      ))}
    </ol>
  )
}

function Said({ said }: { said: boolean | null }) {
  return (
    <span className="said" data-said={said ?? 'open'}>
      {said === null ? home.open : said ? home.cold : home.notCold}
    </span>
  )
}

interface ToldRowsProps {
  fates: readonly (Fate | null)[]
  guess: Guess | null
  /** The row where guess and truth part first. */
  divergesAt: number | null
  /** Asks why a row came out as it did. */
  onAsk: (item: number) => void
}

/** What was said, and the truth over it. A fate is null until the playhead has reached it. */
export function ToldRows({ fates, guess, divergesAt, onAsk }: ToldRowsProps) {
  const roving = useRoving(fates.length)
  const marked = guess === null ? null : itemsOf(guess)
  return (
    <ol className="guess-rows" role="list" aria-label={home.picture} onKeyDown={roving.onKeyDown}>
      {fates.map((fate, item) => {
        const said = marked?.includes(item) ?? null
        return (
          <li key={item} data-parts={(fate !== null && divergesAt === item) || undefined}>
            <button
              type="button"
              className="guess-toggle"
              data-told=""
              aria-disabled={fate === null || undefined}
              tabIndex={item === roving.active ? 0 : -1}
              onFocus={() => roving.setActive(item)}
              onClick={fate === null ? undefined : () => onAsk(item)}
              {...tip(home.whyLabel(item + 1))}
            >
              <span className="guess-number">
                <span className="hidden-visually">{home.row(item + 1)}</span>
                <span aria-hidden>{item + 1}</span>
              </span>
              {said === null ? null : <Said said={said} />}
              <span className="truth" data-fate={fate ?? 'open'}>
                {fate === null ? home.pending : home.fates[fate]}
              </span>
              <span className="hidden-visually">{home.why}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
