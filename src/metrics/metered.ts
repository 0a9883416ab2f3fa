import { ruleIndex } from '../rules/registry'
import type { RecordId, Trace } from '../sim/trace/schema'

const ASYNCHRONOUS = ruleIndex('AS-01')

/** Whether an attempt counts against the quota of requests per second: asynchronous events do not (rule AS-20). @param arrival of the attempt */
export const isMetered = ({ records }: Trace, arrival: RecordId): boolean => records.rule[arrival] !== ASYNCHRONOUS
