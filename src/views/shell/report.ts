import { encodeLink } from '../../scenario/link.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'

/** What is needed to see a failure again, as text. */
export function reportOf(app: LambdascopeApp): string {
  const { scenario, presetId } = app.scenarioStore.getState()
  const { error } = app.runStore.getState()
  const hash = encodeLink({ scenario, presetId, timeMs: null, view: null }, app.engine)
  const lines = [
    `engine: ${app.engine}`,
    `link: ${hash ?? 'too large for a link'}`,
    `place: ${app.uiStore.getState().place}`,
    `seed: ${scenario.seed}`,
    `time: ${app.clock.time()} us`,
    `run: ${error ?? 'no error'}`,
    `browser: ${navigator.userAgent}`,
  ]
  return `${lines.join('\n')}\n\n${JSON.stringify(scenario, null, 2)}`
}
