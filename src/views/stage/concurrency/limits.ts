/** The limits on concurrency of a scenario, as lines over time: settings may change while it runs. */
import type { Intervention, Scenario } from '../../../sim/scenario.ts'
import type { LimitKind } from '../../design/palette.ts'

export interface LimitLine {
  kind: LimitKind
  /** Null for limits of the account, and where there is only one function. */
  functionName: string | null
  /** From `time` (microseconds) on the limit is `value`; null: there is none. Ascending, the first at 0. */
  steps: readonly { time: number; value: number | null }[]
}

const MICROS_PER_MS = 1000
type Setting = Extract<Intervention, { kind: 'setting' }>

const settingsOf = (scenario: Scenario): Setting[] =>
  scenario.interventions
    .filter((intervention): intervention is Setting => intervention.kind === 'setting')
    .toSorted((a, b) => a.atMs - b.atMs)

/** Replays what `read` sees at the start and after each change; equal neighbours are joined. */
function stepsOf(initial: number | null, changes: readonly { atMs: number; value: number | null }[]): LimitLine['steps'] {
  const steps = [{ time: 0, value: initial }]
  for (const { atMs, value } of changes) {
    if (value !== steps.at(-1)?.value) steps.push({ time: atMs * MICROS_PER_MS, value })
  }
  return steps
}

export function limitLines(scenario: Scenario): LimitLine[] {
  const settings = settingsOf(scenario)
  const several = scenario.functions.length > 1
  const lines: LimitLine[] = []
  const account = settings.flatMap(({ atMs, function: target, set }) =>
    target === null && set.ConcurrentExecutions !== undefined ? [{ atMs, value: set.ConcurrentExecutions }] : [],
  )
  lines.push({ kind: 'account', functionName: null, steps: stepsOf(scenario.account.ConcurrentExecutions, account) })
  for (const { FunctionName, ReservedConcurrentExecutions: reserved, provisioned } of scenario.functions) {
    const functionName = several ? FunctionName : null
    const own = settings.filter((setting) => setting.function === FunctionName)
    const changes = own.flatMap(({ atMs, set }) =>
      set.ReservedConcurrentExecutions === undefined ? [] : [{ atMs, value: set.ReservedConcurrentExecutions }],
    )
    if (reserved !== null || changes.length > 0) lines.push({ kind: 'reserved', functionName, steps: stepsOf(reserved, changes) })
    for (const { Qualifier, ProvisionedConcurrentExecutions } of provisioned) {
      const changed = own.flatMap(({ atMs, set }) =>
        set.ProvisionedConcurrentExecutions?.Qualifier === Qualifier
          ? [{ atMs, value: set.ProvisionedConcurrentExecutions.value }]
          : [],
      )
      lines.push({ kind: 'provisioned', functionName, steps: stepsOf(ProvisionedConcurrentExecutions, changed) })
    }
  }
  const unreserved = unreservedLine(scenario, lines)
  return unreserved ? [lines[0]!, unreserved, ...lines.slice(1)] : lines
}

/** What is left of the account's limit after reservations, where both kinds of function exist. */
function unreservedLine(scenario: Scenario, lines: readonly LimitLine[]): LimitLine | null {
  const reserved = lines.filter(({ kind }) => kind === 'reserved')
  if (reserved.length === 0 || !scenario.functions.some((fn) => fn.ReservedConcurrentExecutions === null)) return null
  const parts = [lines[0]!, ...reserved]
  const times = [...new Set(parts.flatMap(({ steps }) => steps.map(({ time }) => time)))].toSorted((a, b) => a - b)
  const valueAt = (line: LimitLine, time: number) => line.steps.findLast((step) => step.time <= time)?.value ?? 0
  const steps = times.map((time) => ({
    time,
    value: valueAt(lines[0]!, time) - reserved.reduce((sum, line) => sum + valueAt(line, time), 0),
  }))
  return { kind: 'unreserved', functionName: null, steps }
}
