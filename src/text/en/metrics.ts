import type { CostItem } from '../../metrics/costs'
import type { ReportLine } from '../../metrics/report'

const TAB = '\t'
const MICROS_PER_MS = 1000
const inMs = (micros: number): string => `${(micros / MICROS_PER_MS).toFixed(2)} ms`

/** The line as Lambda writes it to the log: fields parted by tabs, those that do not apply left out. */
export function reportText(line: ReportLine): string {
  const fields: [string, string | null][] = [
    ['REPORT RequestId', line.requestId],
    ['Duration', inMs(line.duration)],
    ['Billed Duration', `${line.billedDurationMs} ms`],
    ['Memory Size', `${line.memorySizeMB} MB`],
    ['Max Memory Used', `${line.maxMemoryUsedMB} MB`],
    ['Init Duration', line.initDuration === null ? null : inMs(line.initDuration)],
    ['Restore Duration', line.restoreDuration === null ? null : inMs(line.restoreDuration)],
    ['Billed Restore Duration', line.billedRestoreDurationMs === null ? null : `${line.billedRestoreDurationMs} ms`],
    ['Status', line.status],
    ['Error Type', line.errorType],
  ]
  return fields.filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`).join(TAB)
}

/** What a line of the bill is for. */
export const COST_ITEMS: Readonly<Record<CostItem, { name: string; note: string }>> = {
  requests: { name: 'Requests', note: 'Every invocation that started, failed ones too. Throttled calls are free.' },
  duration: { name: 'Duration', note: 'Memory size times billed milliseconds, on demand. Init is included where it is billed.' },
  initAhead: { name: 'Init ahead of need', note: 'Init phases of environments that Lambda prepared before any request asked for them.' },
  provisionedDuration: { name: 'Duration, provisioned', note: 'Invocations that provisioned environments served, at their lower price.' },
  provisionedInit: { name: 'Init, provisioned', note: 'Init phases of provisioned environments, used or not.' },
  provisionedFee: { name: 'Provisioned concurrency', note: 'What is configured costs money while it stands, rounded up to five minutes.' },
  ephemeralStorage: { name: 'Ephemeral storage', note: 'The part of /tmp above 512 MB, for as long as invocations ran.' },
  snapStartCache: { name: 'SnapStart cache', note: 'Keeping the snapshot of each published version, three hours at least. Free for Java.' },
  snapStartRestore: { name: 'SnapStart restores', note: 'Memory size for each restore. Free for Java.' },
  freeTier: { name: 'Free tier', note: 'What every account has free each month, as if this run were all of it.' },
}
