import { useEffect, useState } from 'react'
import type { StoreApi } from 'zustand'
import type { Clock } from '../../playback/clock.ts'
import { defaultRate } from '../../playback/transport.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { fitViewport, isWhole, reduceViewport, type Viewport } from '../chart/viewport.ts'
import { createCell, type Cell } from '../frame/cell.ts'

export interface ViewStore extends StoreApi<{ view: { readonly from: number; readonly to: number } | null }> {
  setView(view: { from: number; to: number } | null): void
}

/** The viewport shared by the charts. The store holds it too, for links, where null is the whole run. */
export function useViewport(clock: Clock, store: ViewStore, trace: Trace | null): Cell<Viewport> {
  const [viewport] = useState(() => createCell<Viewport>(fitViewport(1)))
  useEffect(() => {
    const adopt = (): void => {
      const { view } = store.getState()
      if (viewport.get().until <= 1) return
      viewport.set(reduceViewport(viewport.get(), view ? { kind: 'show', ...view } : { kind: 'fit' }))
    }
    let told = store.getState().view
    const stopStore = store.subscribe(({ view }) => {
      if (view === told) return
      told = view
      adopt()
    })
    const stopCell = viewport.subscribe(() => {
      const now = viewport.get()
      // Before there is a run, what is on show says nothing about the view that a link named.
      if (now.until <= 1) return
      const view = isWhole(now) ? null : { from: Math.round(now.from), to: Math.round(now.to) }
      if (view === null && told === null) return
      told = view
      store.setView(view)
    })
    return () => {
      stopStore()
      stopCell()
    }
  }, [store, viewport])
  useEffect(() => {
    if (!trace || trace.until === viewport.get().until) return
    const { view } = store.getState()
    const whole = { ...viewport.get(), ...fitViewport(trace.until) }
    // A link may have named a view before there was a run to show it of.
    viewport.set(view ? reduceViewport(whole, { kind: 'show', ...view }) : whole)
    if (clock.state().until !== trace.until) clock.setUntil(trace.until)
    clock.setRate(Math.sign(clock.state().rate) * defaultRate(trace.until))
  }, [clock, store, viewport, trace])
  return viewport
}
