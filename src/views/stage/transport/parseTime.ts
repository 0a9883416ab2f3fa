/** Reads a moment typed by hand: `1.25 s`, `300 ms`, `80 µs`, `2:05`, `1:02:05.5`, or a bare number in the unit on show. */
import type { TimeUnit } from '../../chart/ticks.ts'

const FACTORS: Readonly<Record<string, number>> = { µs: 1, us: 1, ms: 1000, s: 1e6, min: 60e6, m: 60e6, h: 3600e6 }

/** Microseconds, or null if the text is no time. */
export function parseTime(text: string, unit: TimeUnit): number | null {
  const trimmed = text.trim().toLowerCase().replace(',', '.').replace('μ', 'µ')
  if (trimmed.includes(':')) {
    const parts = trimmed.split(':')
    if (parts.length > 3 || parts.some((part) => !/^\d+(\.\d+)?$/.test(part))) return null
    return Math.round(parts.reduce((sum, part) => sum * 60 + Number(part), 0) * 1e6)
  }
  const match = /^(\d+\.?\d*|\.\d+)\s*([a-zµ]*)$/.exec(trimmed)
  if (!match) return null
  const factor = match[2] === '' ? FACTORS[unit === 'clock' ? 's' : unit] : FACTORS[match[2]!]
  return factor === undefined ? null : Math.round(Number(match[1]) * factor)
}
