/** What to watch in the scenarios that come with the product, told from the run, never typed. */
import type { RunFacts } from '../../metrics/facts'
import { failureLookFor } from './failureLookFor'
import type { PresetId } from './presets'
import { pushLookFor } from './pushLookFor'
import { counted, howMany, inWords, sentence } from './words'

/** With numbers once the scenario has run as it is here. */
export type LookFor = (facts: RunFacts | null) => string

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

export const lookFor = {
  'first-burst': firstBurst,
  'steady-api': steadyApi,
  'spiky-api': () => 'The trickle needs one or two environments. A clump larger than any before it opens new ones; a smaller one finds them still warm.',
  'cron-on-the-hour': cron,
  'compressed-day': () => 'The pool of environments breathes with the day: it grows through the morning, holds over the afternoon and thins out at night.',
  'flash-crowd': flashCrowd,
  'java-plain': () => 'Every cold start runs the whole init: well over a second before the handler begins. Compare with the same bursts with SnapStart.',
  'java-snapstart': () => 'A restore stands where the init was. The first ones find the snapshot uncached and take longer; the first call of each environment is still slow.',
  ...pushLookFor,
  ...failureLookFor,
  'busy-day': busyDay,
  'two-functions': () => 'In the first half only reports is refused. At 20 seconds the reservation is taken away, and checkout is refused along with it.',
  'provisioned-spill': () => 'While ten suffice nothing starts cold. In the first rise the rest runs on demand, with cold starts; in the second it finds those environments still warm.',
} as const satisfies Record<PresetId, LookFor>
