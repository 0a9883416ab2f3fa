/** Words of the scenarios that come with the product. What a run brings about is told from the run, never typed. */
import type { RunFacts } from '../../metrics/facts'
import { failurePresets } from './failurePresets'
import { pushPresets } from './pushPresets'
import { counted, howMany, inWords, sentence } from './words'

export interface PresetText {
  readonly title: string
  /** What the scenario is, in one sentence. */
  readonly summary: string
  /** What to watch while it plays; with numbers once the scenario has run as it is here. */
  readonly lookFor: (facts: RunFacts | null) => string
}

function firstBurst(facts: RunFacts | null): string {
  const [first, second, third] = facts?.rounds ?? []
  if (first === undefined || second === undefined || third === undefined) {
    return 'The first requests find nothing running: some start cold and some are refused. Those that follow find environments that are still warm.'
  }
  return [
    `${sentence(counted(first.requests, 'request finds', 'requests find'))} nothing running:`,
    `${howMany(first.coldStarts, 'starts', 'start')} cold and ${howMany(first.throttles, 'is', 'are')} refused.`,
    `Of the next ${inWords(second.requests)}, ${howMany(second.coldStarts, 'starts', 'start')} cold.`,
    `Of the last ${inWords(third.requests)}, ${howMany(third.throttles, 'is', 'are')} refused again.`,
  ].join(' ')
}

function steadyApi(facts: RunFacts | null): string {
  const pool = facts === null ? 'a handful of warm environments carries' : `${counted(facts.whole.environments, 'warm environment carries', 'warm environments carry')}`
  return `Cold starts crowd at the beginning. After that ${pool} everything, and most of their time is idle and free.`
}

function cron(facts: RunFacts | null): string {
  const gone = 'Every environment is gone some minutes after each round'
  if (facts === null) return `${gone}, so every single job starts cold.`
  return `${gone}: of ${counted(facts.whole.requests, 'job', 'jobs')} ${howMany(facts.whole.coldStarts, 'starts', 'start')} cold.`
}

function flashCrowd(facts: RunFacts | null): string {
  const rest = 'Until they have caught up with demand the rest is refused, though the account limit is far away.'
  if (facts === null) return `Only so many environments may start at once, and so many more each second. ${rest}`
  const { burst, perSecond } = facts.scaling
  const refused = counted(facts.whole.throttles, 'request is', 'requests are')
  return `${sentence(inWords(burst))} environments may start at once, then ${inWords(perSecond)} more each second. ${rest} In all, ${refused} refused.`
}

function busyDay(facts: RunFacts | null): string {
  const rare = facts === null ? 'Cold starts are rare in total' : `Only ${inWords(facts.whole.coldStarts)} of ${inWords(facts.whole.requests)} requests start cold`
  return `${rare}, yet cold starts never stop: idle environments are reclaimed and the oldest are replaced. Zoom in on any minute.`
}

export const presetText = {
  'first-burst': {
    title: 'Ten callers, an empty function',
    summary: 'Node.js 22 with 512 MB behind an HTTP API; reserved concurrency lets eight requests run at once.',
    lookFor: firstBurst,
  },
  'steady-api': {
    title: 'A steady API',
    summary: 'Twenty requests a second, at random, to a small Node.js function that reads and writes a database.',
    lookFor: steadyApi,
  },
  'spiky-api': {
    title: 'A spiky API',
    summary: 'A trickle of visitors, and now and then a clump of requests that arrive almost together.',
    lookFor: () => 'The trickle needs one or two environments. A clump larger than any before it opens new ones; a smaller one finds them still warm.',
  },
  'cron-on-the-hour': {
    title: 'Twenty jobs on the hour',
    summary: 'A schedule sends twenty requests every hour for six hours; nothing else calls the function.',
    lookFor: cron,
  },
  'compressed-day': {
    title: 'A day in ten minutes',
    summary: 'Traffic with the shape of a measured day, 144 times faster; the lifetime of idle environments is shortened likewise.',
    lookFor: () => 'The pool of environments breathes with the day: it grows through the morning, holds over the afternoon and thins out at night.',
  },
  'flash-crowd': {
    title: 'A flash crowd',
    summary: 'Within an instant the load jumps from twenty to 1,800 requests a second, each a second long; the account allows 3,000 at once.',
    lookFor: flashCrowd,
  },
  'java-plain': {
    title: 'Java 21 without SnapStart',
    summary: 'Two bursts reach a Java function that loads a framework outside its handler.',
    lookFor: () => 'Every cold start runs the whole init: well over a second before the handler begins. Compare with the same bursts with SnapStart.',
  },
  'java-snapstart': {
    title: 'Java 21 with SnapStart',
    summary: 'The same two bursts, with SnapStart on a published version.',
    lookFor: () => 'A restore stands where the init was. The first ones find the snapshot uncached and take longer; the first call of each environment is still slow.',
  },
  ...pushPresets,
  ...failurePresets,
  'busy-day': {
    title: 'A busy day, a million requests',
    summary: 'A whole day of measured traffic shape at real speed: about a million invocations.',
    lookFor: busyDay,
  },
  'two-functions': {
    title: 'A noisy neighbour',
    summary: 'Two functions share an account of 200: reports wants more than there is, checkout holds a reservation of 20 until halfway.',
    lookFor: () => 'In the first half only reports is refused. At 20 seconds the reservation is taken away, and checkout is refused along with it.',
  },
  'provisioned-spill': {
    title: 'Provisioned concurrency spills over',
    summary: 'Ten provisioned environments serve an alias; twice the load rises above what they can take.',
    lookFor: () => 'While ten suffice nothing starts cold. In the first rise the rest runs on demand, with cold starts; in the second it finds those environments still warm.',
  },
} as const satisfies Record<string, PresetText>

export type PresetId = keyof typeof presetText
