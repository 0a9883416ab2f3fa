import { type CSSProperties, type RefObject, useRef } from 'react'

interface CodeAreaProps {
  label: string
  text: string
  field: RefObject<HTMLTextAreaElement | null>
  /** Numbers of lines at fault. */
  marked: ReadonlySet<number>
  describedBy: string
  onChange: (text: string) => void
  onFocus: () => void
  onLeave: () => void
}

/** A text field with numbered lines; those at fault are marked in the margin and behind the text. */
export function CodeArea({ label, text, field, marked, describedBy, onChange, onFocus, onLeave }: CodeAreaProps) {
  const margin = useRef<HTMLDivElement>(null)
  const count = text.split('\n').length
  return (
    <div className="code" style={{ '--digits': String(count).length, '--lines': count } as CSSProperties}>
      <div className="code-margin" ref={margin} aria-hidden>
        {Array.from({ length: count > MOST_NUMBERED ? 0 : count }, (_, index) => (
          <div key={index} data-marked={marked.has(index + 1) || undefined}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={field}
        className="code-text"
        aria-label={label}
        aria-invalid={marked.size > 0 || undefined}
        aria-describedby={describedBy}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        style={bands(marked)}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onFocus={onFocus}
        onBlur={onLeave}
        onScroll={(event) => {
          if (margin.current !== null) margin.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}

/** Texts with more lines go without numbers: each is an element. */
const MOST_NUMBERED = 5_000

/** A wash behind each marked line; it scrolls with the text. */
function bands(marked: ReadonlySet<number>): CSSProperties | undefined {
  const lines = [...marked].slice(0, MOST_BANDS)
  if (lines.length === 0) return undefined
  return {
    backgroundImage: lines.map(() => 'linear-gradient(var(--alarm-wash), var(--alarm-wash))').join(', '),
    backgroundPosition: lines.map((line) => `0 calc(var(--code-pad) + ${line - 1} * var(--code-line))`).join(', '),
  }
}

const MOST_BANDS = 20

/** Puts the caret on a line, selects it and brings it into view. */
export function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (area === null) return
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  area.focus()
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  const height = Number.parseFloat(getComputedStyle(area).lineHeight)
  area.scrollTop = Math.max(0, (line - 3) * height)
  area.scrollLeft = 0
}
