import { describe, expect, it } from 'vitest'
import { ANSWERS, answerOf } from '../../metrics/answers.ts'
import { MISCONCEPTIONS, misconceptionOf } from '../../scenario/misconceptions/index.ts'
import { parseScenario } from '../../scenario/parse.ts'
import { simulate } from '../../sim/simulate.ts'
import { answerNames } from '../../text/en/answers.ts'
import { misconceptionsLeftOut, misconceptionText, type MisconceptionText } from '../../text/en/misconceptions.ts'
import { agrees, DOCUMENTED } from './documented.ts'

const cases = MISCONCEPTIONS.flatMap(({ id, runs }) => runs.map((run) => ({ id, name: run.name, run })))

describe('misconceptions', () => {
  it('are all there: played, or left out for a reason', () => {
    const all = Array.from({ length: 37 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`)
    expect(Object.keys(misconceptionText)).toEqual(all)
    expect([...MISCONCEPTIONS.map(({ id }) => id), ...Object.keys(misconceptionsLeftOut)].toSorted()).toEqual(all)
  })
  it('have words for each run and each count, and none besides', () => {
    for (const { id, runs } of MISCONCEPTIONS) {
      const words: MisconceptionText = misconceptionText[id]
      expect(Object.keys(words.runs).toSorted(), id).toEqual(runs.map(({ name }) => name).toSorted())
      for (const name of Object.keys(words.differs ?? {})) expect(words.runs[name], id).toBeDefined()
    }
    expect(Object.keys(answerNames).toSorted()).toEqual(Object.keys(ANSWERS).toSorted())
    for (const key of Object.keys(DOCUMENTED)) expect(cases.map(({ id, name }) => `${id}.${name}`)).toContain(key)
  })
  it('are known again by their titles', () => {
    for (const { id, run } of cases) expect(misconceptionOf(run.scenario.title)?.id).toBe(id)
    expect(misconceptionOf('Mine: something else')).toBeNull()
  })
})

describe('counts of the engine', () => {
  it.each(cases)('$id $name: as written down, or it says why not', ({ id, name, run }) => {
    expect(parseScenario(run.scenario)).toMatchObject({ ok: true })
    const trace = simulate(run.scenario)
    expect(trace.stoppedAt).toBeNull()
    const documented = DOCUMENTED[`${id}.${name}`] ?? []
    expect(documented.length === 0 || documented.length === run.questions.length).toBe(true)
    const counts = run.questions.map((question) => answerOf({ trace, scenario: run.scenario }, question.answer, question))
    expect(counts.every(Number.isFinite)).toBe(true)
    const words: MisconceptionText = misconceptionText[id]
    const same = counts.every((count, at) => agrees(count, documented[at] ?? null))
    expect({ counts, differs: words.differs?.[name] !== undefined }).toEqual({ counts, differs: !same })
  })
})
