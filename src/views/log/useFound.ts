import { useEffect, useState } from 'react'
import { bisectRight } from '../../base/bisect.ts'
import type { Log } from '../../metrics/logEvents.ts'
import type { LogSource } from '../../metrics/logFacts.ts'
import { lineOf, type LogFormat } from './line.ts'
import { searchOn, type Search } from './search.ts'

/** Lines looked through at a time: a few milliseconds of work. */
const SLICE = 2000

/** The log as far as a text occurs in it; looked through in slices, so that a long log stops nothing. */
export function useFound(source: LogSource, log: Log, { text, format }: { text: string; format: LogFormat }): { log: Log; share: number } {
  const [search, setSearch] = useState<Search & { of: Log; text: string }>({ next: 0, found: [], of: log, text })
  const current = search.of === log && search.text === text ? search : { next: 0, found: [], of: log, text }
  useEffect(() => {
    if (text === '' || current.next >= log.length) return undefined
    const timer = setTimeout(() => {
      const matches = (row: number): boolean => lineOf(source, log.at(row), format).toLowerCase().includes(text)
      setSearch({ ...searchOn(current, { length: log.length, budget: SLICE }, matches), of: log, text })
    })
    return () => clearTimeout(timer)
  })
  if (text === '') return { log, share: 1 }
  return { log: only(log, current.found), share: log.length === 0 ? 1 : current.next / log.length }
}

/** Some rows of a log. */
function only(log: Log, rows: readonly number[]): Log {
  return {
    length: rows.length,
    at: (row) => log.at(rows[row]!),
    rowAt: (time) => bisectRight(rows, log.rowAt(time)) - 1,
  }
}
