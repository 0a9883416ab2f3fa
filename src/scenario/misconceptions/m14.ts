import { atOnce, events, failsAlways, fn, list, messages, MINUTE, queue, queueArn, run, scenario, source, type Misconception } from './build.ts'

/** Everything that can be set is set, on each of the three. */
const board = (name: string) =>
  fn(name, {
    ...(name === 'from-queue' ? {} : { faults: failsAlways }),
    DeadLetterConfig: { TargetArn: queueArn(`${name}-dlq`) },
    EventInvokeConfig: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600, DestinationConfig: { OnSuccess: null, OnFailure: { Destination: queueArn(`${name}-failed`) } } },
  })

export const M14: Misconception = {
  id: 'M14',
  runs: [
    run(
      'board',
      scenario(5 * MINUTE, [board('direct'), board('async'), board('from-queue')], [
        source('caller', 'direct', atOnce([0, 1])),
        events('sender', 'async', atOnce([0, 1])),
        queue('orders', 'from-queue', list(messages(1, [0])), { RedrivePolicy: { maxReceiveCount: 3 } }),
      ]),
      { answer: 'delivered', fn: 'direct' },
      { answer: 'delivered', fn: 'async' },
      { answer: 'delivered', fn: 'from-queue' },
      { answer: 'deadLettered', fn: 'from-queue' },
    ),
  ],
}
