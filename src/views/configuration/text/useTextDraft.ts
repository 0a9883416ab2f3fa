import { useEffect, useRef, useState } from 'react'
import type { TextResult } from '../../../scenario/aws/result.ts'
import { sameJson } from '../../../scenario/diff.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import type { TextMode } from '../../../text/en/textPanel.ts'
import type { Edits } from '../FieldFrame.tsx'
import type { Language } from './languages.ts'
import type { TextMemory } from './textMemory.ts'

/** After the last key; a run takes a moment, too. */
const REST_MS = 250

interface DraftOptions {
  mode: TextMode
  language: Language
  scenario: Scenario
  edits: Edits
  memory: TextMemory
}

interface Draft {
  text: string
  result: TextResult
  /** Typed, and not yet read. */
  pending: boolean
  edit: (text: string) => void
  /** Whether the caret is in the text. */
  focus: (focused: boolean) => void
  /** Goes back to a text of the scenario that is applied. */
  revert: () => void
}

interface Shown {
  text: string
  /** What was read from `text`. */
  result: TextResult
  /** The scenario the text was last written from or applied to. */
  scenario: Scenario
}

/**
 * A text that is applied while it is typed, as soon as it is valid, and follows the scenario when something
 * else changes it. What is being typed and not yet valid is never overwritten.
 */
export function useTextDraft({ mode, language, scenario, edits, memory }: DraftOptions): Draft {
  const [shown, setShown] = useState(() => written(language, scenario, memory.text(mode)))
  const [typed, setTyped] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const [seen, setSeen] = useState(scenario)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const current = useRef(scenario)

  if (seen !== scenario) {
    setSeen(scenario)
    const busy = typed !== null || (focused && !shown.result.ok)
    if (!busy && !sameJson(shown.scenario, scenario)) setShown(written(language, scenario, shown.text))
  }
  useEffect(() => {
    current.current = scenario
  }, [scenario])
  useEffect(() => {
    if (shown.result.ok) memory.keep(mode, shown.text)
  }, [memory, mode, shown])
  useEffect(() => () => clearTimeout(timer.current), [])

  const take = (text: string): void => {
    const result = language.read(text, current.current)
    setTyped(null)
    setShown({ text, result, scenario: result.ok ? result.scenario : current.current })
    if (result.ok && !sameJson(result.scenario, current.current)) edits.change(() => result.scenario, `text.${mode}`)
  }
  return {
    text: typed ?? shown.text,
    result: shown.result,
    pending: typed !== null,
    edit: (text) => {
      setTyped(text)
      clearTimeout(timer.current)
      timer.current = setTimeout(take, REST_MS, text)
    },
    focus: setFocused,
    revert: () => {
      clearTimeout(timer.current)
      setTyped(null)
      setShown(written(language, scenario, memory.text(mode)))
    },
  }
}

function written(language: Language, scenario: Scenario, before: string | null): Shown {
  const text = language.write(scenario, before)
  return { text, result: language.read(text, scenario), scenario }
}
