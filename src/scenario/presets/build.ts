import type { Scenario } from '../../sim/scenario.ts'
import { presetText, type PresetId } from '../../text/en/presets.ts'
import { defaultScenario } from '../defaults.ts'

/** A preset's scenario, titled and described in its own words. */
export function preset(id: PresetId, fields: Partial<Scenario>): Scenario {
  const { title, summary } = presetText[id]
  return defaultScenario({ title, description: summary, ...fields })
}
