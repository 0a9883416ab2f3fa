import { expect, test } from 'vitest'
import { runStages } from './test.mjs'

const stage = (name: string, ok: boolean, passed?: number, failed?: number) => ({
  name,
  run: async () => (passed === undefined ? { ok } : { ok, count: { passed, failed: failed ?? 0 } }),
})

const outcome = async (stages: ReturnType<typeof stage>[]) => {
  const lines: string[] = []
  return { count: await runStages(stages, (line) => lines.push(line.replace(/\d+\.\d s/, 's'))), lines }
}

test('tests of all stages add up', async () => {
  const { count, lines } = await outcome([stage('types', true), stage('unit', true, 30), stage('browser', true, 4)])
  expect(count).toEqual({ passed: 34, failed: 0 })
  expect(lines).toEqual(['ok     types (s)', 'ok     unit (s)', 'ok     browser (s)'])
})

test('the first failure ends it', async () => {
  const { count, lines } = await outcome([stage('unit', false, 30, 2), stage('browser', true, 4)])
  expect(count).toEqual({ passed: 30, failed: 2 })
  expect(lines).toEqual(['FAILED unit (s)', 'Stopped: unit failed.'])
})

test('a stage that fails without a failing test counts as one', async () => {
  expect((await outcome([stage('unit', true, 30), stage('build', false)])).count).toEqual({ passed: 30, failed: 1 })
  expect((await outcome([stage('unit', false, 30, 0)])).count).toEqual({ passed: 30, failed: 1 })
})
