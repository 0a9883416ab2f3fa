import { useStore } from 'zustand'
import { otherName } from '../../scenario/comparison.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compare } from '../../text/en/compare.ts'
import { FutureBadge } from './FutureBadge.tsx'

/** Says whose the dotted line of the concurrency chart is. */
export function OtherKey({ app }: { app: LambdascopeApp }) {
  const active = useStore(app.scenarioStore, (state) => state.comparison?.active ?? 'a')
  const name = otherName(active)
  return (
    <span className="other-key">
      <svg width="20" height="10" aria-hidden="true"><path d="M0 5H20" stroke="currentColor" strokeWidth="2" strokeDasharray="2 2.5" /></svg>
      <FutureBadge name={name} />
      <span className="hidden-visually">{compare.overlay(name)}</span>
    </span>
  )
}
