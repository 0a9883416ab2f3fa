import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'
import { PHASES, PHASE_TOKENS } from './palette.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const THEMES = ['light', 'dark', 'projector'] as const

/** What the projector's palette sets apart from the light one. */
const PROJECTOR = new Map(
  [...(/forced-colors: none\) \{\s*:root\[data-theme='projector'\] \{([^}]*)\}/.exec(css)?.[1] ?? '').matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(
    ([, name = '', color = '']) => [name, color] as const,
  ),
)

/** Tokens of one theme whose value is a pair of hex colours. */
function tokensOf(theme: (typeof THEMES)[number]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const match of css.matchAll(/(--[\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) {
    const [, name = '', light = '', dark = ''] = match
    if (!found.has(name)) found.set(name, theme === 'dark' ? dark : light)
  }
  if (theme === 'projector') for (const [name, color] of PROJECTOR) found.set(name, color)
  return found
}

const TEXT = ['--text', '--text-muted', '--text-faint', '--accent', '--alarm', '--documented', '--measured', '--assumed']
const SURFACES = ['--background', '--surface', '--raised']
const FILLS = PHASES.map((phase) => PHASE_TOKENS[phase])
const GRAPHICS = ['--control', '--idle', '--billed', '--playhead', '--series-2', '--series-3', '--series-4', '--axis', ...FILLS]

describe.each(THEMES)('%s theme', (theme) => {
  const tokens = tokensOf(theme)
  const color = (name: string): string => {
    const value = tokens.get(name)
    if (value === undefined) throw new Error(`no colour pair for ${name}`)
    return value
  }
  const ratio = (a: string, b: string): number => contrast(color(a), color(b))

  it.each(TEXT.flatMap((text) => SURFACES.map((surface) => [text, surface] as const)))('text %s on %s is 4.5:1', (a, b) => {
    expect(ratio(a, b)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(GRAPHICS.flatMap((mark) => SURFACES.map((surface) => [mark, surface] as const)))('mark %s on %s is 3:1', (a, b) => {
    expect(ratio(a, b)).toBeGreaterThanOrEqual(3)
  })

  it.each(FILLS)('label on %s is 4.5:1', (fill) => {
    expect(ratio('--phase-ink', fill)).toBeGreaterThanOrEqual(4.5)
  })

  it('text on washes and on the accent is 4.5:1', () => {
    for (const [a, b] of [
      ['--on-accent', '--accent'],
      ['--text', '--accent-wash'],
      ['--accent-strong', '--accent-wash'],
      ['--text', '--alarm-wash'],
      ['--alarm', '--alarm-wash'],
      ['--text-muted', '--overlay'],
    ] as const) {
      expect(ratio(a, b), `${a} on ${b}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('the projector', () => {
  const pairs = tokensOf('light')
  it('changes tokens that exist', () => {
    expect(PROJECTOR.size).toBeGreaterThan(20)
    expect([...PROJECTOR.keys()].filter((name) => !pairs.has(name))).toEqual([])
  })
  it('has more contrast than the light palette: text 7:1, marks 4.5:1', () => {
    const tokens = tokensOf('projector')
    for (const surface of SURFACES.slice(0, 2)) {
      for (const name of TEXT) expect(contrast(tokens.get(name)!, tokens.get(surface)!), name).toBeGreaterThanOrEqual(7)
      for (const name of GRAPHICS) expect(contrast(tokens.get(name)!, tokens.get(surface)!), name).toBeGreaterThanOrEqual(4.5)
    }
  })
})

it('measures contrast as WCAG defines it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

it('has no text size under 12 px', () => {
  const sizes = [...css.matchAll(/--text-(?:xs|sm|md|lg|xl): ([\d.]+)rem/g)].map((match) => Number(match[1]) * 16)
  expect(sizes).toHaveLength(5)
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12)
})
