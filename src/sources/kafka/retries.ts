import { ruleNumber } from '../../rules/registry'
import type { KafkaSource } from '../../sim/scenario'

const WITH_DESTINATION = ruleNumber('KF-03', 'withDestination')

/** Retries of a batch: without end (-1) unless set, but not where there is a destination for what is given up (rule KF-03). */
export function retriesOf({ MaximumRetryAttempts: retries, DestinationConfig }: KafkaSource['mapping']): number {
  return retries === -1 && DestinationConfig.OnFailure !== null ? WITH_DESTINATION : retries
}
