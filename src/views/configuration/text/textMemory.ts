import type { ConfigurationMode, TextMode } from '../../../text/en/textPanel.ts'

/** What the configuration column remembers while it is out of sight: the chosen form, and texts with their comments. */
export interface TextMemory {
  mode: ConfigurationMode
  texts: Partial<Record<TextMode, string>>
}

export const createTextMemory = (): TextMemory => ({ mode: 'knobs', texts: {} })
