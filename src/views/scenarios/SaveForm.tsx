import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { NAME_LENGTH } from '../../store/library.ts'
import { scenarios as text } from '../../text/en/scenarios.ts'
import { Button } from '../design/Button.tsx'

/** Keeps the scenario on show under a name. A name that is taken replaces what has it, and says so before. */
export function SaveForm({ app: { library, scenarioStore }, onSaid }: { app: LambdascopeApp; onSaid: (words: string) => void }) {
  const scenario = useStore(scenarioStore, (state) => state.scenario)
  const items = useStore(library, (state) => state.items)
  const [name, setName] = useState(scenario.title)
  const wanted = name.replace(/\s+/g, ' ').trim() || text.untitled
  const taken = items.find((item) => item.name === wanted)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (taken !== undefined) {
      if (library.replace(taken.id, scenario)) onSaid(text.replaced(taken.name))
      return
    }
    const item = library.add(wanted, scenario)
    if (item !== null) onSaid(text.saved(item.name))
  }
  return (
    <form className="save-form" onSubmit={save}>
      <label className="save-name">
        <span>{text.current}</span>
        <input className="text-input" aria-label={text.saveLabel} maxLength={NAME_LENGTH} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <Button type="submit" className="save-button">
        {taken === undefined ? text.save : text.replace(taken.name)}
      </Button>
      {taken === undefined ? null : <p className="save-hint muted">{text.replaceHint}</p>}
    </form>
  )
}
