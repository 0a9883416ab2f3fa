import { useMemo } from 'react'
import { useStore } from 'zustand'
import { originalOf } from '../../scenario/original.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compareWithOriginal, useCanCompareWithOriginal } from '../compare/original.ts'
import type { Origin } from '../configuration/Head.tsx'
import { useLookFor } from './useLookFor.ts'

/** What the scenario on show began as, and how to put it beside what has become of it. */
export function useOrigin(app: LambdascopeApp, say: (message: string) => void): Origin {
  const { scenario, presetId } = useStore(app.scenarioStore)
  const items = useStore(app.library, (state) => state.items)
  const original = useMemo(() => originalOf(scenario, presetId, items), [scenario, presetId, items])
  const lookFor = useLookFor(app)
  const comparable = useCanCompareWithOriginal(app)
  const onCompare = useMemo(() => (comparable ? () => compareWithOriginal(app, say) : null), [comparable, app, say])
  return { original, lookFor, onCompare }
}
