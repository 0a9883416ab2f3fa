import type { ConfigurationMode, TextMode } from '../../../text/en/textPanel.ts'

/** What the configuration column remembers while it is out of sight. */
export interface TextMemory {
  /** The form chosen last. */
  mode: () => ConfigurationMode
  choose: (mode: ConfigurationMode) => void
  /** The last valid text of a form, with its comments. */
  text: (mode: TextMode) => string | null
  keep: (mode: TextMode, text: string) => void
}

export function createTextMemory(): TextMemory {
  let chosen: ConfigurationMode = 'knobs'
  const texts = new Map<TextMode, string>()
  return {
    mode: () => chosen,
    choose: (mode) => {
      chosen = mode
    },
    text: (mode) => texts.get(mode) ?? null,
    keep: (mode, text) => texts.set(mode, text),
  }
}
