import type { AwsKept } from '../../text/en/aws.ts'
import type { Scenario } from '../../sim/scenario.ts'

/** Something to say about a place in the text. */
export interface TextIssue {
  /** From 1; null where no line of the text is at fault. */
  line: number | null
  message: string
  /** What the API, the CLI or SAM itself would answer, where that is known. */
  api: string | null
}

export interface TextReading {
  /** What keeps the text from being applied; empty when it was. */
  issues: readonly TextIssue[]
  /** What was read and has no effect. */
  ignored: readonly TextIssue[]
  /** What this kind of text cannot say, and therefore stays as it is. */
  kept: readonly AwsKept[]
}

export type TextResult = TextReading & ({ ok: true; scenario: Scenario } | { ok: false })

export const textIssue = (line: number | null, message: string, api: string | null = null): TextIssue => ({ line, message, api })
