import { needed, number, oneOf, orNull, whole, yesOrNo } from '../config'
import { filtering, mapping, matchShare, pollers, reporting } from '../mapping'
import { MESSAGES, polled, type SourceOf } from '../source'

const VISIBILITY = 30

/** A queue of Amazon SQS and the mapping that polls it. */
export const sqs = polled({
  kinds: ['sqs'],
  config: {
    FifoQueue: yesOrNo(false),
    /** Seconds a message stays hidden after it was received. */
    VisibilityTimeout: whole(0, ['SQ-17', 'visibilityMost'], VISIBILITY),
    /** Seconds until a message can be received at first. */
    DelaySeconds: whole(0, ['SQ-17', 'delayMost'], 0),
    /** Seconds a message is kept. */
    MessageRetentionPeriod: whole(['SQ-17', 'retentionLeast'], ['SQ-17', 'retentionMost'], 345_600),
    RedrivePolicy: orNull(needed({ maxReceiveCount: whole(1, 1_000) })),
    /** Of a FIFO queue: messages go round them. */
    messageGroups: whole(1, 100_000, 1),
    matchShare,
    /** What pollers do when batches are throttled or fail. `documented`: throttled batches are kept and tried again, concurrency falls by halves. `worst-case`: throttled batches go back to the queue, concurrency falls to the least. */
    backOff: oneOf(['documented', 'worst-case'], 'documented'),
    /** How long Lambda waits for a batch to fill where a batching window is shorter and messages are few, seconds. */
    longPollSeconds: number(0, ['SQ-05', 'wait'], 0),
    mapping: mapping(
      { BatchSize: 10, MaximumBatchingWindowInSeconds: 0 },
      {
        ...filtering,
        ...reporting,
        ...pollers(['SQ-15', 'least'], ['SQ-15', 'most']),
        ScalingConfig: orNull(needed({ MaximumConcurrency: whole(['SQ-04', 'least'], ['SQ-04', 'most']) })),
      },
    ),
  },
  faces: {
    sqs: { short: ['SQS queue', 'SQS'] },
    'sqs-fifo': { short: ['SQS FIFO queue', 'FIFO queue', 'FIFO'] },
  },
  sends: MESSAGES,
  holder: 'queue',
  faceOf: ({ FifoQueue }) => (FifoQueue ? 'sqs-fifo' : 'sqs'),
  chosen: (face, Timeout) => ({
    VisibilityTimeout: Math.max(VISIBILITY, Timeout),
    ...(face === 'sqs-fifo' ? { FifoQueue: true, messageGroups: 5 } : {}),
  }),
})

export type SqsSource = SourceOf<typeof sqs>
