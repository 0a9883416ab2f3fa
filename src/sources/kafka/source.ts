import { whole } from '../config'
import { batchErrors, filtering, HALF_SECOND, keyed, mapping, matchShare, pollers, reporting, starting } from '../mapping'
import { polled, RECORDS, type SourceOf } from '../source'

/** A topic of Amazon MSK or of Kafka that one runs oneself, and the mapping that polls it. */
export const kafka = polled({
  kinds: ['msk', 'kafka'],
  config: {
    partitions: whole(1, 200, 3),
    /** Hours a record is kept. */
    retentionHours: whole(1, ['ST-17', 'kept'], 168),
    ...keyed,
    matchShare,
    // Fewer may be kept ready than this: see `scenario/mappingChecks.ts`.
    mapping: mapping(HALF_SECOND, { ...filtering, ...reporting, ...starting, ...batchErrors, ...pollers(1, ['KF-02', 'most']) }),
  },
  faces: {
    msk: { short: ['MSK topic', 'MSK'] },
    kafka: { short: ['Kafka topic', 'Kafka'] },
  },
  sends: RECORDS,
  holder: 'topic',
  isLog: true,
  shortTimeout: true,
})

export type KafkaSource = SourceOf<typeof kafka>
