import { ruleNumber } from '../../rules/registry'
import type { Poller, SourceState } from '../../sim/lambda/world'
import type { KafkaSource } from '../../sim/scenario'
import { filterOf, keysOf } from '../records'
import { ageLimit, atOnce, batchesOf, hours } from '../stream/plan'
import type { PollerPlan, StreamPlan } from '../stream/plan'
import { createRecordPoller } from '../stream/poller'
import { retriesOf } from './retries'

/** Topics of Kafka, on Amazon MSK or elsewhere: a partition is read as a shard is, by pollers that come and go. */

const FIRST_POLLERS = ruleNumber('UN-20', 'start')
const PER_POLLER = ruleNumber('KF-02', 'batches')

function pollersOf({ partitions, mapping: { ProvisionedPollerConfig: provisioned } }: KafkaSource): PollerPlan {
  if (provisioned === null) return { fewest: FIRST_POLLERS, most: partitions, batches: 1 }
  const most = Math.min(provisioned.MaximumPollers, partitions)
  return { fewest: Math.min(provisioned.MinimumPollers, most), most, batches: PER_POLLER }
}

function planOf(source: SourceState, config: KafkaSource): StreamPlan {
  const { mapping } = config
  return {
    ...batchesOf(mapping, source),
    shards: config.partitions,
    factor: 1,
    pollers: pollersOf(config),
    keyOf: keysOf(source, config),
    matches: filterOf(source, config),
    backlog: config.backlog,
    start: mapping,
    kept: hours(config.retentionHours),
    oldest: ageLimit(mapping.MaximumRecordAgeInSeconds),
    readAt: atOnce,
    enabled: mapping.Enabled,
    reports: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    retries: retriesOf(mapping),
    bisects: mapping.BisectBatchOnFunctionError,
    tumbling: 0,
  }
}

export const createKafkaPoller = (source: SourceState, config: KafkaSource): Poller => createRecordPoller(source, planOf(source, config))
