import { describe, expect, it } from 'vitest'
import { assert, unreachable } from './assert'
import { bisectLeft, bisectRight } from './bisect'
import { formatCompact, formatCount, formatDuration, formatMoney, formatNumber, formatShare } from './format'
import { hours, minutes, ms, seconds, toMs, toSeconds } from './units'

describe('bisect', () => {
  it('agrees with counting', () => {
    const array = Float64Array.of(1, 2, 2, 2, 5, 8)
    for (const x of [0, 1, 1.5, 2, 3, 5, 8, 9]) {
      expect(bisectRight(array, x)).toBe(array.filter((v) => v <= x).length)
      expect(bisectLeft(array, x)).toBe(array.filter((v) => v < x).length)
    }
    expect(bisectRight(array, 2, 0, 2)).toBe(2)
    expect(bisectLeft(array, 2, 2)).toBe(2)
    expect(bisectRight(new Float64Array(0), 1)).toBe(0)
  })
})

describe('units', () => {
  it('round to whole microseconds', () => {
    expect(ms(0.0004)).toBe(0)
    expect(ms(1.0006)).toBe(1001)
    expect(seconds(0.1)).toBe(100_000)
    expect(minutes(1.5)).toBe(90_000_000)
    expect(hours(1)).toBe(3_600_000_000)
    expect(toMs(1500)).toBe(1.5)
    expect(toSeconds(1_500_000)).toBe(1.5)
  })
})

describe('format', () => {
  const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

  it('writes durations in the unit a reader would choose', () => {
    const cases: [number, string][] = [
      [0, '0 ms'], [7, '7 µs'], [999, '999 µs'], [999.6, '1 ms'], [1000, '1 ms'], [12_345, '12.3 ms'],
      [999_600, '1 s'], [1_500_000, '1.5 s'], [59_940_000, '59.9 s'], [59_999_999, '1 min'],
      [245_000_000, '4 min 05 s'], [3_599_999_999, '1 h'], [3_660_000_000, '1 h 01 min'],
      [86_400_000_000, '1 d'], [93_600_000_000, '1 d 02 h'], [-1500, '\u22121.5 ms'],
    ]
    for (const [micros, text] of cases) expect(plain(formatDuration(micros))).toBe(text)
  })

  it('writes counts, shares and money', () => {
    expect(formatCount(1234567)).toBe('1,234,567')
    expect(formatCompact(12345)).toBe('12.3K')
    expect(formatNumber(0.012345)).toBe('0.0123')
    expect(formatShare(0.0123)).toBe('1.23%')
    expect(formatMoney(0)).toBe('$0.00')
    expect(formatMoney(1234.5)).toBe('$1,234.50')
    expect(formatMoney(0.5)).toBe('$0.50')
    expect(formatMoney(0.0000070167)).toBe('$0.00000702')
  })
})

describe('assert', () => {
  it('throws for what cannot be', () => {
    expect(() => assert(true, 'no')).not.toThrow()
    expect(() => assert(false, 'heap is empty')).toThrow('heap is empty')
    expect(() => unreachable('oops' as never)).toThrow('oops')
  })
})
