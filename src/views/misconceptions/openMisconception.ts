import type { MisconceptionRun } from '../../scenario/misconceptions/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import type { StatusLine } from '../shell/status.ts'

/** Puts a run of a misconception on show in the Lab; undo leads back to what was there. */
export function openMisconception({ scenarioStore, uiStore }: LambdascopeApp, say: StatusLine['say'], { scenario }: MisconceptionRun): void {
  if (scenarioStore.load(scenario)) say(shell.status.loaded(scenario.title))
  if (uiStore.getState().place !== 'lab') location.hash = '#/lab'
}
