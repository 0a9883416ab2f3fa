/** Names of the scenarios that come with the product. What to watch in them is in `lookFor.ts`. */

interface PresetText {
  readonly title: string
  /** What the scenario is, in one sentence. */
  readonly summary: string
}

export const presetText = {
  'first-burst': {
    title: 'Ten callers, an empty function',
    summary: 'Node.js 22 with 512 MB behind an HTTP API; reserved concurrency lets eight requests run at once.',
  },
  'steady-api': {
    title: 'A steady API',
    summary: 'Twenty requests a second, at random, to a small Node.js function that reads and writes a database.',
  },
  'spiky-api': {
    title: 'A spiky API',
    summary: 'A trickle of visitors, and now and then a clump of requests that arrive almost together.',
  },
  'cron-on-the-hour': {
    title: 'Twenty jobs on the hour',
    summary: 'A schedule sends twenty requests every hour for six hours; nothing else calls the function.',
  },
  'compressed-day': {
    title: 'A day in ten minutes',
    summary: 'Traffic with the shape of a measured day, 144 times faster; the lifetime of idle environments is shortened likewise.',
  },
  'flash-crowd': {
    title: 'A flash crowd',
    summary: 'Within an instant the load jumps from twenty to 1,800 requests a second, each a second long; the account allows 3,000 at once.',
  },
  'java-plain': {
    title: 'Java 21 without SnapStart',
    summary: 'Two bursts reach a Java function that loads a framework outside its handler.',
  },
  'java-snapstart': {
    title: 'Java 21 with SnapStart',
    summary: 'The same two bursts, with SnapStart on a published version.',
  },
  'sns-fan-out': {
    title: 'One topic, three subscribers',
    summary: 'Twenty messages published to an SNS topic with three functions: one quick, one that may only run twice at a time, one that fails on some.',
  },
  'two-dead-letter-queues': {
    title: 'Two dead-letter queues',
    summary: 'Two EventBridge rules with a dead-letter queue each, and functions with one of their own: the first function always fails, the second must not be invoked.',
  },
  'flexible-window': {
    title: 'A schedule with a flexible window',
    summary: 'EventBridge Scheduler invokes two functions every five minutes, one on time, one at a random moment of a window of five minutes.',
  },
  'recursive-loop': {
    title: 'A function that invokes itself',
    summary: 'Two functions that each send a message to where they are invoked from: an SNS topic, and an EventBridge rule.',
  },
  'four-ways': {
    title: 'One failing handler, four ways',
    summary: 'The first request of each function always fails: called by the SDK, invoked asynchronously, fed by an SQS queue, fed by a Kinesis stream.',
  },
  'poison-message': {
    title: 'A poison message in a batch',
    summary: 'Two SQS queues with the same ten messages, one of which always fails; the second function reports which (ReportBatchItemFailures).',
  },
  'blocked-shard': {
    title: 'A blocked shard',
    summary: 'Two Kinesis streams with the same records, one of which always fails: with the defaults, and with BisectBatchOnFunctionError and two retries.',
  },
  'paid-twice': {
    title: 'Paid twice',
    summary: 'Three functions charge for the same five orders, of which one fails after it has paid and one never ends in time: without an idempotency key, with one around the payment, with one around the whole handler.',
  },
  'busy-day': {
    title: 'A busy day, a million requests',
    summary: 'A whole day of measured traffic shape at real speed: about a million invocations.',
  },
  'two-functions': {
    title: 'A noisy neighbour',
    summary: 'Two functions share an account of 200: reports wants more than there is, checkout holds a reservation of 20 until halfway.',
  },
  'provisioned-spill': {
    title: 'Provisioned concurrency spills over',
    summary: 'Ten provisioned environments serve an alias; twice the load rises above what they can take.',
  },
} as const satisfies Record<string, PresetText>

export type PresetId = keyof typeof presetText
