import { useMemo } from 'react'
import { useStore } from 'zustand'
import { runFacts, type RunFacts } from '../../metrics/facts.ts'
import { sameJson } from '../../scenario/diff.ts'
import { presetById } from '../../scenario/presets/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { lookFor, type LookFor } from '../../text/en/lookFor.ts'

/** Facts of presets that have run unchanged: they stay when the scenario is changed after that. */
const known = new Map<string, RunFacts>()
const words: Readonly<Record<string, LookFor>> = lookFor

/** What to look for in the preset on show, in numbers of the preset's own run; null where no preset is. */
export function useLookFor(app: LambdascopeApp): string | null {
  const presetId = useStore(app.scenarioStore, (state) => state.presetId)
  const trace = useStore(app.runStore, (state) => state.trace)
  const digest = useStore(app.runStore, (state) => state.digest)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  return useMemo(() => {
    if (presetId === null) return null
    const preset = presetById(presetId)
    const complete = trace !== null && digest !== null && scenario !== null && trace.stoppedAt === null
    if (complete && preset !== null && !known.has(presetId) && sameJson(preset.scenario, scenario)) {
      known.set(presetId, runFacts(trace, digest, scenario))
    }
    return words[presetId]?.(known.get(presetId) ?? null) ?? null
  }, [presetId, trace, digest, scenario])
}
