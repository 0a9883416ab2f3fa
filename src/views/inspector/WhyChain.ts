import { useEffect } from 'react'
import { useStore } from 'zustand'
import { whySteps } from '../../metrics/why/steps.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'

/** Keeps the chain of causes on show in step with the selection, wherever the inspector is. */
export function WhyChain({ app: { uiStore, runStore } }: { app: LambdascopeApp }) {
  const trace = useStore(runStore, (state) => state.trace)
  const selection = useStore(uiStore, (state) => state.selection)
  const open = useStore(uiStore, (state) => state.whyOpen)
  const chain = useStore(uiStore, (state) => state.whyChain)
  useEffect(() => {
    if (!open || chain !== null || trace === null || selection === null || selection >= trace.records.length) return
    uiStore.setWhyChain(whySteps(trace, selection).map(({ record }) => record))
  }, [uiStore, trace, selection, open, chain])
  return null
}
