import { KNOWN_RUNTIMES } from '../../rules/runtimes.ts'
import { rulebookAt } from '../../rules/rulebook.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { apiText } from '../../text/en/aws.ts'
import { apiMapping } from '../../text/en/mapping.ts'
import type { Issue } from '../issue.ts'
import { LIMITS } from '../limits.ts'

/**
 * The answer AWS would give to what an issue is about, where its form is documented or publicly reported;
 * null otherwise. Bounds are those of the rulebook.
 */
export function apiMessage(issue: Issue, scenario: Pick<Scenario, 'account' | 'lambdaAsOf'>): string | null {
  if (issue.path.startsWith('traffic[')) return OF_SOURCES[issue.code]?.(issue) ?? null
  const field = /^functions\[\d+\]\.(.+)$/.exec(issue.path)?.[1]
  if (field === undefined) return null
  const known = BY_CODE[issue.code]
  if (known !== undefined) return known(issue, scenario)
  return issue.code === 'invalid' ? (BY_FIELD[field]?.(issue.value) ?? null) : null
}

/** Of queues, streams and their mappings. Where nobody has reported the words, the kind of the answer. */
const OF_SOURCES: Readonly<Record<string, (issue: Issue) => string>> = {
  batchWindow: () => apiMapping.batchWindow,
  // What is allowed says the Timeout of the function.
  visibility: ({ value, allowed }) => apiMapping.visibility(Number(value), Number(allowed.replace(/\D/g, ''))),
  fifoBatch: () => apiMapping.refused,
  fifoWindow: () => apiMapping.refused,
  recordAge: () => apiMapping.refused,
  pollers: () => apiMapping.refused,
}

type Account = Pick<Scenario, 'account' | 'lambdaAsOf'>

/** What must stay unreserved; an account that has less in all cannot reserve any of it. */
const minimum = ({ account, lambdaAsOf }: Account): number =>
  Math.min(rulebookAt(lambdaAsOf).unreservedMinimum, account.ConcurrentExecutions)

const BY_CODE: Readonly<Record<string, (issue: Issue, account: Account) => string>> = {
  reservedSum: (_, account) => apiText.reserved(minimum(account)),
  provisionedAboveAccount: (_, account) => apiText.provisioned(minimum(account)),
  provisionedAboveReserved: () => apiText.provisionedAboveReserved,
  provisionedOnLatest: () => apiText.provisionedOnLatest,
  snapStartRuntime: ({ value }) => apiText.snapStart(String(value)),
}

type Answer = (value: unknown) => string | null

/** Whole numbers out of range; other values never reach the service. */
const range =
  (member: string, { min, max }: { min: number; max: number }): Answer =>
  (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return null
    if (value < min) return apiText.range(String(value), member, 'greater', min)
    return value > max ? apiText.range(String(value), member, 'less', max) : null
  }

const oneOf =
  (member: string, values: readonly string[]): Answer =>
  (value) =>
    typeof value === 'string' ? apiText.oneOf(value, member, values) : null

const apiRuntimes = KNOWN_RUNTIMES.filter(({ id, apiName }) => id === apiName).map(({ id }) => id)
const MAX_NAME = 64

const BY_FIELD: Readonly<Record<string, Answer>> = {
  MemorySize: range('memorySize', LIMITS.memoryMB),
  Timeout: range('timeout', LIMITS.timeoutSeconds),
  'EphemeralStorage.Size': range('ephemeralStorage.size', LIMITS.ephemeralStorageMB),
  ReservedConcurrentExecutions: range('reservedConcurrentExecutions', { min: 0, max: Infinity }),
  PackageType: oneOf('packageType', ['Image', 'Zip']),
  'SnapStart.ApplyOn': oneOf('snapStart.applyOn', ['PublishedVersions', 'None']),
  Runtime: (value) => (typeof value === 'string' ? apiText.runtime(value, apiRuntimes) : null),
  'Architectures[0]': (value) => (typeof value === 'string' ? apiText.architectures(value) : null),
  'provisioned[0].ProvisionedConcurrentExecutions': range('provisionedConcurrentExecutions', { min: 1, max: Infinity }),
  FunctionName: (value) => {
    if (typeof value !== 'string') return null
    return value.length > MAX_NAME ? apiText.nameLength(value, MAX_NAME) : apiText.namePattern(value)
  },
}
