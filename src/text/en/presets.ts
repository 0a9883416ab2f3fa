/** Words of the scenarios that come with the product. */

export interface PresetText {
  readonly title: string
  /** What the scenario is, in one sentence. */
  readonly summary: string
  /** What to watch while it plays. */
  readonly lookFor: string
}

export const presetText = {
  'first-burst': {
    title: 'Ten callers, an empty function',
    summary: 'Node.js 22 with 512 MB behind an HTTP API; reserved concurrency lets eight requests run at once.',
    lookFor:
      'Ten requests find nothing running: eight start cold and two are refused. The next six find environments that are still warm. Of the last nine, one is refused again.',
  },
  'steady-api': {
    title: 'A steady API',
    summary: 'Twenty requests a second, at random, to a small Node.js function that reads and writes a database.',
    lookFor: 'Cold starts crowd at the beginning. After that a handful of warm environments carries everything, and most of their time is idle and free.',
  },
  'spiky-api': {
    title: 'A spiky API',
    summary: 'A trickle of visitors, and now and then a clump of requests that arrive almost together.',
    lookFor: 'The trickle needs one or two environments. A clump larger than any before it opens new ones; a smaller one finds them still warm.',
  },
  'cron-on-the-hour': {
    title: 'Twenty jobs on the hour',
    summary: 'A schedule sends twenty requests every hour for six hours; nothing else calls the function.',
    lookFor: 'Every environment is gone some minutes after each round, so every single job starts cold.',
  },
  'compressed-day': {
    title: 'A day in ten minutes',
    summary: 'Traffic with the shape of a measured day, 144 times faster; the lifetime of idle environments is shortened likewise.',
    lookFor: 'The pool of environments breathes with the day: it grows through the morning, holds over the afternoon and thins out at night.',
  },
  'flash-crowd': {
    title: 'A flash crowd',
    summary: 'Within an instant the load jumps from twenty to 1,800 requests a second, each a second long; the account allows 3,000 at once.',
    lookFor: 'A thousand environments start at once, then a hundred more each second. Until they have caught up with demand the rest is refused, though the account limit is far away.',
  },
  'java-plain': {
    title: 'Java 21 without SnapStart',
    summary: 'Two bursts reach a Java function that loads a framework outside its handler.',
    lookFor: 'Every cold start runs the whole init: well over a second before the handler begins. Compare with the same bursts with SnapStart.',
  },
  'java-snapstart': {
    title: 'Java 21 with SnapStart',
    summary: 'The same two bursts, with SnapStart on a published version.',
    lookFor: 'A restore stands where the init was. The first ones find the snapshot uncached and take longer; the first call of each environment is still slow.',
  },
  'busy-day': {
    title: 'A busy day, a million requests',
    summary: 'A whole day of measured traffic shape at real speed: about a million invocations.',
    lookFor: 'Cold starts are rare in total, yet they never stop: idle environments are reclaimed and the oldest are replaced. Zoom in on any minute.',
  },
  'two-functions': {
    title: 'A noisy neighbour',
    summary: 'Two functions share an account of 200: reports wants more than there is, checkout holds a reservation of 20 until halfway.',
    lookFor: 'In the first half only reports is refused. At 20 seconds the reservation is taken away, and checkout is refused along with it.',
  },
  'provisioned-spill': {
    title: 'Provisioned concurrency spills over',
    summary: 'Ten provisioned environments serve an alias; twice the load rises above what they can take.',
    lookFor: 'While ten suffice nothing starts cold. In the first rise the rest runs on demand, with cold starts; in the second it finds those environments still warm.',
  },
} as const satisfies Record<string, PresetText>

export type PresetId = keyof typeof presetText
