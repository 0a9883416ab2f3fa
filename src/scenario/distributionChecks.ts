import type { Scenario } from '../sim/scenario.ts'
import { issueText } from '../text/en/issues.ts'
import { writePath, type Issue, type Path } from './issue.ts'

type Fields = Readonly<Record<string, unknown>>

/** Bounds and quantiles of every distribution, wherever it stands. */
export function distributionIssues(scenario: Scenario): Issue[] {
  const issues: Issue[] = []
  const visit = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) value.forEach((item, i) => visit(item, [...path, i]))
    else if (typeof value === 'object' && value !== null) {
      const fields = value as Fields
      const issue = distributionIssue(fields, writePath(path))
      if (issue) issues.push(issue)
      for (const [name, field] of Object.entries(fields)) if (!LONG_LISTS.has(name)) visit(field, [...path, name])
    }
  }
  visit(scenario, [])
  return issues
}

/** Hold no distributions but many entries. */
const LONG_LISTS = new Set(['requests', 'points', 'bursts', 'quantiles', 'failRequests'])

function distributionIssue(fields: Fields, path: string): Issue | null {
  const { kind, min, max, quantiles } = fields
  if ((kind === 'uniform' || kind === 'loguniform') && typeof min === 'number' && typeof max === 'number' && min > max) {
    return { code: 'minAboveMax', path, message: issueText.minAboveMax(path, min, max), value: min, allowed: `min ≤ ${max}` }
  }
  if (kind === 'empirical' && !rising(quantiles as readonly (readonly [number, number])[])) {
    const at = `${path}.quantiles`
    return { code: 'quantiles', path: at, message: issueText.quantiles(at), value: quantiles, allowed: issueText.quantilesAllowed }
  }
  return null
}

const rising = (quantiles: readonly (readonly [number, number])[]): boolean =>
  quantiles.every(([p, v], i) => {
    const before = quantiles[i - 1]
    return before === undefined || (p > before[0] && v >= before[1])
  })
