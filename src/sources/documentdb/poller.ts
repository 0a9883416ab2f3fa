import { ruleNumber } from '../../rules/registry'
import type { Poller, SourceState } from '../../sim/lambda/world'
import type { DocumentDbSource } from './source'
import { atOnce, batchesOf, hours } from '../stream/plan'
import { createRecordPoller } from '../stream/poller'

/** A change stream of DocumentDB: one line of changes, one batch at a time, tried again until it succeeds or expires. */

const AT_A_TIME = ruleNumber('KF-06', 'batches')

export function createDocumentDbPoller(source: SourceState, config: DocumentDbSource): Poller {
  const { mapping } = config
  return createRecordPoller(source, {
    ...batchesOf(mapping, source),
    shards: AT_A_TIME,
    factor: 1,
    pollers: null,
    keyOf: () => 0,
    matches: null,
    backlog: config.backlog,
    start: mapping,
    kept: hours(config.retentionHours),
    oldest: Infinity,
    readAt: atOnce,
    enabled: mapping.Enabled,
    reports: false,
    retries: -1,
    bisects: false,
    tumbling: 0,
  })
}
