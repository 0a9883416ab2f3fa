import { describe, expect, it } from 'vitest'
import { whyText } from '../../text/en/why.ts'
import { costPhrase } from '../compare/words.ts'
import type { Fate } from '../../metrics/difference.ts'

const text = whyText.helped.tried
const fate = (changes: Partial<Fate>): Fate => ({ request: 3, arrived: 0, settled: 451_000, outcome: 'success', cold: false, ...changes })

describe('what a remedy did', () => {
  it('is told by how a request ended, and after how long', () => {
    expect(text.fate(fate({}), 451_000)).toBe('451\u00a0ms')
    expect(text.fate(fate({ outcome: 'timeout' }), 3_000_000)).toBe('timed out after 3\u00a0s')
    expect(text.fate(fate({ outcome: 'throttled' }), null)).toBe('throttled')
    expect(text.fate(fate({ settled: null, outcome: 'none' }), null)).toBe('still going on at the end')
  })

  it('says so where nothing changed', () => {
    expect(text.request(4, '903 ms', '451 ms')).toBe('Request 4: 903 ms → 451 ms.')
    expect(text.request(4, 'throttled', 'throttled')).toBe('Request 4: throttled, as before.')
    expect(text.cost(costPhrase(1, 1.5))).toBe('At this rate $0.50 a day more.')
    expect(text.cost(costPhrase(2, 2 + 1e-12))).toBe('It costs the same.')
  })
})
