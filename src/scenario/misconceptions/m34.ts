import { DEFAULT_COLD_START } from '../defaults.ts'
import { atOnce, fn, run, scenario, SECOND, source, type Misconception } from './build.ts'

const of = (initPreset: string, codeSizeMB: number) =>
  scenario(10 * SECOND, fn('api', { Runtime: 'java21', coldStart: { ...DEFAULT_COLD_START, initPreset, codeSizeMB } }), source('callers', 'api', atOnce([0, 1])))

export const M34: Misconception = {
  id: 'M34',
  runs: [run('lean', of('hello', 1), 'startMs'), run('large', of('hello', 50), 'startMs'), run('framework', of('spring-boot', 1), 'startMs')],
}
