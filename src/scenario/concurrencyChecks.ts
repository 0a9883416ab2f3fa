import type { Rulebook } from '../rules/rulebook.ts'
import type { Scenario } from '../sim/scenario.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import type { Issue } from './issue.ts'

/** Who holds how much concurrency at one moment. */
export interface Allocation {
  account: number
  functions: readonly {
    name: string
    /** Null: draws on the unreserved pool. */
    reserved: number | null
    provisioned: readonly { qualifier: string; value: number }[]
  }[]
}

export const allocationOf = (scenario: Scenario): Allocation => ({
  account: scenario.account.ConcurrentExecutions,
  functions: scenario.functions.map((fn) => ({
    name: fn.FunctionName,
    reserved: fn.ReservedConcurrentExecutions,
    provisioned: fn.provisioned.map((p) => ({ qualifier: p.Qualifier, value: p.ProvisionedConcurrentExecutions })),
  })),
})

const provisionedSum = (fn: Allocation['functions'][number]): number =>
  fn.provisioned.reduce((sum, { value }) => sum + value, 0)

/** What functions have for themselves: provisioned concurrency of one that reserves is part of its reservation. */
export const heldOf = ({ functions }: Allocation): number => functions.reduce((sum, fn) => sum + (fn.reserved ?? provisionedSum(fn)), 0)

/** Where a problem with the reservation or with provisioned concurrency of function `index` is shown. */
export interface AllocationPaths {
  reserved(index: number): string
  provisioned(index: number): string
}

/** What AWS refuses: reservations that leave too little, provisioned concurrency beyond what there is. */
export function allocationIssues(at: Allocation, book: Rulebook, paths: AllocationPaths): Issue[] {
  const kept = book.unreservedMinimum
  const room = Math.max(0, at.account - kept)
  const reserved = at.functions.reduce((sum, fn) => sum + (fn.reserved ?? 0), 0)
  const issues: Issue[] = []
  let soFar = 0
  at.functions.forEach((fn, i) => {
    if (fn.reserved === null) return
    soFar += fn.reserved
    if (fn.reserved === 0 || soFar <= room || soFar - fn.reserved > room) return
    const most = Math.max(0, room - (reserved - fn.reserved))
    const path = paths.reserved(i)
    const message = issueText.reservedSum(path, fn.reserved, most, kept)
    issues.push({ code: 'reservedSum', path, message, value: fn.reserved, allowed: allowedText.atMost(most), rule: 'CC-03' })
  })
  at.functions.forEach((fn, i) => {
    const sum = provisionedSum(fn)
    if (fn.reserved === null || sum <= fn.reserved) return
    const path = paths.provisioned(i)
    const message = issueText.provisionedAboveReserved(path, sum, fn.reserved)
    issues.push({ code: 'provisionedAboveReserved', path, message, value: sum, allowed: allowedText.atMost(fn.reserved), rule: 'CC-08' })
  })
  return [...issues, ...unreservedIssues(at, Math.max(0, room - reserved), kept, paths)]
}

/** Provisioned concurrency of functions without a reservation comes out of the unreserved pool. */
function unreservedIssues(at: Allocation, room: number, kept: number, paths: AllocationPaths): Issue[] {
  let soFar = 0
  return at.functions.flatMap((fn, i): Issue[] => {
    const sum = provisionedSum(fn)
    if (fn.reserved !== null || sum === 0) return []
    const most = Math.max(0, room - soFar)
    soFar += sum
    if (sum <= most) return []
    const path = paths.provisioned(i)
    const message = issueText.provisionedAboveAccount(path, sum, most, kept)
    return [{ code: 'provisionedAboveAccount', path, message, value: sum, allowed: allowedText.atMost(most), rule: 'CC-08' }]
  })
}

/** The allocation the run starts with. */
export const concurrencyIssues = (scenario: Scenario, book: Rulebook): Issue[] =>
  allocationIssues(allocationOf(scenario), book, {
    reserved: (i) => `functions[${i}].ReservedConcurrentExecutions`,
    provisioned: (i) => `functions[${i}].provisioned`,
  })
