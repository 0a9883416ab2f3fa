import { orNull, whole } from '../config'
import { filtering, HALF_SECOND, mapping, matchShare } from '../mapping'
import { MESSAGES, polled, type SourceOf } from '../source'

/** A queue of an Amazon MQ broker and the mapping that polls it. */
export const mq = polled({
  kinds: ['activemq', 'rabbitmq'],
  config: {
    /** How often the broker delivers a message again before it goes to the broker's dead-letter queue; null: without end. */
    maximumRedeliveries: orNull(whole(0, 1_000), 6),
    matchShare,
    mapping: mapping(HALF_SECOND, filtering),
  },
  faces: {
    activemq: { short: ['ActiveMQ queue', 'ActiveMQ'] },
    rabbitmq: { short: ['RabbitMQ queue', 'RabbitMQ'] },
  },
  sends: MESSAGES,
  holder: 'broker',
  knobs: {
    maximumRedeliveries: { label: 'Redeliveries', unit: 'redeliveries', off: 'Without end', hint: 'Then the broker moves the batch to a dead-letter queue of its own.' },
  },
  shortTimeout: true,
  // RabbitMQ sets nothing aside unless it is told where to.
  chosen: (face) => (face === 'rabbitmq' ? { maximumRedeliveries: null } : {}),
})

export type MqSource = SourceOf<typeof mq>
