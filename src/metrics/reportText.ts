/** The REPORT line as Lambda writes it to the log: fields set apart by tabs. */
import { MICROS_PER_MS } from '../base/units'
import type { Micros } from '../sim/trace/schema'
import type { ReportLine } from './report'

/** Milliseconds to two places, as the log has them. */
const exact = (micros: Micros): string => (micros / MICROS_PER_MS).toFixed(2)

/** Field names, units and order are those of the documentation; what does not apply is left out. */
export function reportText(line: ReportLine): string {
  return [
    `REPORT RequestId: ${line.requestId}`,
    `Duration: ${exact(line.duration)} ms`,
    `Billed Duration: ${line.billedDurationMs} ms`,
    `Memory Size: ${line.memorySizeMB} MB`,
    `Max Memory Used: ${line.maxMemoryUsedMB} MB`,
    ...(line.initDuration === null ? [] : [`Init Duration: ${exact(line.initDuration)} ms`]),
    ...(line.restoreDuration === null ? [] : [`Restore Duration: ${exact(line.restoreDuration)} ms`]),
    ...(line.billedRestoreDurationMs === null ? [] : [`Billed Restore Duration: ${line.billedRestoreDurationMs} ms`]),
    ...(line.status === null ? [] : [`Status: ${line.status}`]),
    ...(line.errorType === null ? [] : [`Error Type: ${line.errorType}`]),
  ].join('\t')
}
