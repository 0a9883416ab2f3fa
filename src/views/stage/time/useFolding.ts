import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { createFolding, UNFOLDED, type Folding } from '../../chart/folding.ts'
import { reduceViewport, viewportPieces, type Viewport } from '../../chart/viewport.ts'
import type { Cell } from '../../frame/cell.ts'
import type { TraceModel } from '../model.ts'
import type { StageApp } from '../stageApp.ts'
import { plotSpan } from '../timeline/layout.ts'
import { FOLD_PX } from './drawFolds.ts'

/** The folding that the settings ask for, of a run drawn on a plot of so many pixels. */
export function foldingFor(idle: TraceModel['idle'], folds: { on: boolean; opened: readonly number[] }, width: number): Folding {
  if (!folds.on || width <= 0) return UNFOLDED
  const opened = new Set(folds.opened)
  return createFolding(idle.filter(({ from }) => !opened.has(from)), Math.min(0.25, FOLD_PX / width))
}

/** Folds the viewport as the settings say, and lets playback hurry through what is folded in it. */
export function useFolding({ clock, uiStore, timeStore }: StageApp, viewport: Cell<Viewport>, at: { idle: TraceModel['idle'] | null; width: number }): void {
  const { idle, width } = at
  const folds = useStore(uiStore, (state) => state.folds)
  const rush = useStore(timeStore, (state) => state.rush)
  const folding = useMemo(() => foldingFor(idle ?? [], folds, plotSpan(width).width), [idle, folds, width])
  useEffect(() => {
    viewport.set(reduceViewport(viewport.get(), { kind: 'fold', folding }))
  }, [viewport, folding])
  useEffect(() => {
    const hurry = (): void => clock.setRush(rush ? viewportPieces(viewport.get()).folds : [])
    hurry()
    return viewport.subscribe(hurry)
  }, [clock, viewport, rush])
}
