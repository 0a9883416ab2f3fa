import type { LambdascopeApp } from '../../store/createApp.ts'

/** What is needed to see a failure again, as text. */
export function reportOf(app: LambdascopeApp): string {
  const { scenario } = app.scenarioStore.getState()
  const { error } = app.runStore.getState()
  const lines = [`seed: ${scenario.seed}`, `time: ${app.clock.time()} us`, `run: ${error ?? 'no error'}`]
  return `${lines.join('\n')}\n\n${JSON.stringify(scenario, null, 2)}`
}
