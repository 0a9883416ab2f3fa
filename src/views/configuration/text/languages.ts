import type { TextResult } from '../../../scenario/aws/result.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import type { TextMode } from '../../../text/en/textPanel.ts'

/** One way to write a scenario. */
export interface Language {
  /** `before` is the text at hand, of which a language may keep what says nothing to the scenario. */
  write: (scenario: Scenario, before: string | null) => string
  read: (text: string, current: Scenario) => TextResult
}

const LOADERS: Readonly<Record<TextMode, () => Promise<Language>>> = {
  json: () => import('../../../scenario/jsonText.ts').then(({ toJson, fromJson }) => ({ write: toJson, read: fromJson })),
  cli: () => import('../../../scenario/aws/cli.ts').then(({ toCli, fromCli }) => ({ write: toCli, read: fromCli })),
  sam: () =>
    Promise.all([import('../../../scenario/aws/sam.ts'), import('../../../scenario/aws/samWrite.ts')]).then(
      ([{ fromSam }, { toSam }]) => ({ write: toSam, read: fromSam }),
    ),
}

const loaded = new Map<TextMode, Promise<Language>>()

/** The same promise each time, so that a component can wait for it. */
export function loadLanguage(mode: TextMode): Promise<Language> {
  const known = loaded.get(mode)
  if (known !== undefined) return known
  const loading = LOADERS[mode]()
  loaded.set(mode, loading)
  return loading
}
