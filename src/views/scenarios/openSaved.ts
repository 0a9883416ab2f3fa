import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Work } from '../../store/work.ts'
import { scenarios } from '../../text/en/scenarios.ts'
import { shell } from '../../text/en/shell.ts'
import type { StatusLine } from '../shell/status.ts'

/** Puts one of my scenarios on show; undo leads back to what was there. */
export function openSaved({ library, scenarioStore }: LambdascopeApp, status: StatusLine, id: string): void {
  const item = library.getState().items.find((each) => each.id === id)
  if (item !== undefined && scenarioStore.load(item.scenario)) status.say(shell.status.loaded(item.name))
}

/** Goes on with what was left unsaved; what is on show stays where it was kept. */
export function openUnsaved({ work, scenarioStore }: LambdascopeApp, status: StatusLine, { scenario, presetId }: Work): void {
  work.leave()
  if (scenarioStore.load(scenario, presetId)) status.say(shell.status.loaded(scenario.title || scenarios.untitled))
}
