/** What is typed between asking for the palette and its field being there: nothing of it is lost, or taken for a shortcut. */

export interface TypedAhead {
  /** Begins to keep what is typed. */
  begin(): void
  /** Ends it, and gives what was typed. */
  take(): string
}

/** The keys that write: `text` after one more of them, or null for any other key. */
export function withKey(text: string, { key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): string | null {
  if (ctrlKey || metaKey || altKey || isComposing) return null
  if (key === 'Backspace') return text.slice(0, -1)
  return key.length === 1 ? text + key : null
}

export function createTypedAhead(page: EventTarget): TypedAhead {
  let typed = ''
  const keep = (event: Event): void => {
    // Something else came up in its place.
    if (document.querySelector('[role=dialog]:not(.palette)') !== null) return
    const next = withKey(typed, event as KeyboardEvent)
    if (next === null) return
    typed = next
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    begin: () => {
      typed = ''
      page.addEventListener('keydown', keep, true)
    },
    take: () => {
      page.removeEventListener('keydown', keep, true)
      const text = typed
      typed = ''
      return text
    },
  }
}
