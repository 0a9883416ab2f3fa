import { expect, it } from 'vitest'
import { surveyOf } from '../../metrics/timeline/survey.ts'
import { traceFromText } from '../../sim/trace/testing/fixture.ts'
import { legendOf } from './legendOf.ts'
import { burst } from './testing.ts'

it('explains what occurs and nothing else', () => {
  expect(legendOf(surveyOf(burst()))).toEqual({
    phases: ['create', 'download', 'runtimeStart', 'functionInit', 'handler'],
    throttled: true,
    failed: true,
    gaveUp: false,
    dropped: false,
    retried: false,
    connectionWait: false,
  })
  const restored = legendOf(surveyOf(traceFromText(1000, 'f/1: 0 create 10 + restore 20 + handler 30')))
  expect(restored.phases).toContain('restore')
  expect(restored.phases).not.toContain('download')
  expect(restored.failed).toBe(false)
  expect(legendOf(surveyOf(traceFromText(1000, 'f/1: 0 create 10 + network 20 + handler 30'))).phases.slice(0, 2)).toEqual(['create', 'network'])
})
