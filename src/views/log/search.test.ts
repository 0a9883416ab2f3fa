import { describe, expect, it } from 'vitest'
import { parseQuery, searchOn } from './search.ts'

describe('what is typed', () => {
  it('may name environment and request', () => {
    expect(parseQuery('env 2')).toEqual({ text: '', environment: 2, request: null })
    expect(parseQuery('REPORT req 12')).toEqual({ text: 'report', environment: null, request: 12 })
    expect(parseQuery('Task timed out')).toEqual({ text: 'task timed out', environment: null, request: null })
    expect(parseQuery('environment')).toEqual({ text: 'environment', environment: null, request: null })
  })
})

it('is looked for piece by piece', () => {
  const even = (row: number) => row % 2 === 0
  let search = { next: 0, found: [] as number[] }
  search = searchOn(search, { length: 7, budget: 4 }, even)
  expect(search).toEqual({ next: 4, found: [0, 2] })
  search = searchOn(search, { length: 7, budget: 4 }, even)
  expect(search).toEqual({ next: 7, found: [0, 2, 4, 6] })
})
