import { atOnce, events, failsAlways, fn, list, messages, MINUTE, queue, run, scenario, source, type Misconception } from './build.ts'

const fails = (name: string) => fn(name, { faults: failsAlways })

export const M11: Misconception = {
  id: 'M11',
  runs: [
    run(
      'three',
      scenario(5 * MINUTE, [fails('direct'), fails('async'), fn('from-queue')], [
        source('caller', 'direct', atOnce([0, 1])),
        events('sender', 'async', atOnce([0, 1])),
        queue('orders', 'from-queue', list(messages(1, [0])), { RedrivePolicy: { maxReceiveCount: 5 } }),
      ]),
      { answer: 'invocations', fn: 'direct' },
      { answer: 'invocations', fn: 'async' },
      { answer: 'invocations', fn: 'from-queue' },
    ),
  ],
}
