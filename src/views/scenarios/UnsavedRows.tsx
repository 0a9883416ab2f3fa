import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { sameJson } from '../../scenario/diff.ts'
import { runsAlike } from '../../scenario/original.ts'
import { PRESETS } from '../../scenario/presets/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Unsaved } from '../../store/work.ts'
import { scenarios } from '../../text/en/scenarios.ts'
import { IconButton } from '../design/Button.tsx'
import { savedTime } from './savedTime.ts'

const text = scenarios.unsaved

/** What would be lost: not the presets, nor what is saved or on show. */
function lostOf({ work, library, scenarioStore }: LambdascopeApp): readonly Unsaved[] {
  const { scenario: shown } = scenarioStore.getState()
  const kept = [shown, ...PRESETS.map((preset) => preset.scenario), ...library.getState().items.map((item) => item.scenario)]
  const others = work.others()
  return others.filter(({ scenario }, at) => {
    const known = kept.some((one) => runsAlike(one, scenario))
    return !known && others.findIndex((other) => sameJson(other.scenario, scenario)) === at
  })
}

/** Work in progress of other tabs and earlier visits, to be gone on with. */
export function UnsavedRows({ app, onOpen }: { app: LambdascopeApp; onOpen: (unsaved: Unsaved) => void }) {
  // What is saved meanwhile is no longer unsaved.
  useStore(app.library, (state) => state.items)
  const [, setForgotten] = useState(0)
  const rows = lostOf(app)
  if (rows.length === 0) return null
  const forget = (key: string) => {
    app.work.forget(key)
    setForgotten((count) => count + 1)
  }
  return (
    <section className="unsaved" aria-label={text.title}>
      <h3>{text.title}</h3>
      <p className="muted">{text.note}</p>
      <ul role="list">
        {rows.map((unsaved) => {
          const { key, keptAt, scenario } = unsaved
          const name = scenario.title || scenarios.untitled
          const time = savedTime(keptAt)
          return (
            <li key={key}>
              <button type="button" className="scenario-open" aria-label={text.open(name, time)} onClick={() => onOpen(unsaved)}>
                {name}
              </button>
              <span className="muted">{text.from(time)}</span>
              <IconButton label={text.discard(name, time)} onClick={() => forget(key)}>
                <Trash2 size={15} aria-hidden />
              </IconButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
