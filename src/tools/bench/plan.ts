/** What a call of the bench asks for. */
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { usageError, wholeNumber, type CommandLine } from '../commandLine.ts'

const PARTS = ['native', 'node', 'chromium', 'peer', 'calls', 'page'] as const
export type Part = (typeof PARTS)[number]

const DEFAULT_SIZES = '1e4,1e5,1e6,1e7'

export interface Plan {
  rounds: number
  sizes: readonly number[]
  runs: (part: Part) => boolean
}

export function planOf(line: CommandLine): Plan {
  const sizes = (line.values.get('--sizes') ?? DEFAULT_SIZES).split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) throw usageError(TOOLS_TEXT.badSizes)
  const skipped = new Set((line.values.get('--skip') ?? '').split(',').filter((part) => part !== ''))
  for (const part of skipped) if (!PARTS.some((known) => known === part)) throw usageError(TOOLS_TEXT.unknownValue('--skip', part, PARTS))
  return { rounds: Math.max(1, wholeNumber(line, '--rounds', 5)), sizes, runs: (part) => !skipped.has(part) }
}
