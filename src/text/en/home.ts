import { formatCount, formatDuration } from '../../base/format'
import type { Fate } from '../../metrics/fates'
import type { PresetId } from './presets'

const WORDS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
/** Small numbers as words. */
const word = (n: number): string => WORDS[n] ?? formatCount(n)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const fates: Readonly<Record<Fate, string>> = { cold: 'cold', warm: 'warm', refused: '429' }
const fateWords: Readonly<Record<Fate, string>> = { cold: 'cold', warm: 'warm', refused: 'refused with 429' }

/** Words of the front door and of guesses. */
export const home = {
  title: 'How many are cold?',
  heading: (count: number) => `${capital(word(count))} requests reach a function that has never run.`,
  question: (count: number) => `How many of these ${word(count)} are cold?`,
  hint: 'Choose a number, or tap the requests that you expect to start cold.',
  facts: (name: string, runtime: string, memory: number) => `${name} · ${runtime} · ${formatCount(memory)} MB`,
  reserved: 'Reserved concurrency',
  reservedNone: 'none',
  picture: 'Requests',
  legend: 'Legend',
  pictureOf: (count: number) => `${capital(word(count))} requests over time`,
  columns: { request: 'Request', guess: 'You say', truth: 'It was' },
  numbers: 'Number of cold requests',
  mark: (n: number) => `Request ${formatCount(n)} starts cold`,
  row: (n: number) => `Request ${formatCount(n)}`,
  open: '?',
  cold: 'cold',
  notCold: 'not cold',
  guessed: (cold: boolean) => (cold ? 'You said cold.' : 'You said not cold.'),
  fates,
  fateOf: (fate: Fate) => `It was ${fateWords[fate]}.`,
  pending: '…',
  commit: 'That is my guess',
  commitNeeds: 'Choose a number or tap a request first',
  show: 'Just show me',
  again: 'Guess again',
  play: 'Play',
  pause: 'Pause',
  replay: 'Play again',
  why: 'Why?',
  whyRequest: (n: number) => `Why request ${formatCount(n)}?`,
  whyLabel: (n: number) => `Why request ${formatCount(n)}? In the Lab`,
  inLab: 'Open this run in the Lab',
  verdict: {
    right: (count: number) => `Right: ${word(count)}.`,
    wrong: (said: number, was: number) => `You said ${word(said)}. It was ${word(was)}.`,
    shown: (was: number) => `It was ${word(was)}.`,
    marks: (was: number) => `The number is right, ${word(was)}; the requests are not.`,
    parted: (n: number) => `Your guess first differs at request ${formatCount(n)}:`,
    reason: (n: number) => `Request ${formatCount(n)}:`,
    cold: (busy: number) =>
      busy === 0
        ? 'no environment existed yet, so Lambda had to make one first.'
        : `${busy === 1 ? 'the one environment' : `all ${word(busy)} environments`} ahead of it ${busy === 1 ? 'was' : 'were'} still busy. An environment serves one request at a time, so Lambda made another.`,
    warm: 'it found an environment that had finished and was still there.',
    refused: (busy: number) => `${word(busy)} ${busy === 1 ? 'request was' : 'requests were'} in flight, and starting counts. Reserved concurrency allows no more.`,
  },
  took: (micros: number) => formatDuration(micros),
  failed: 'The run failed.',
  waiting: 'The requests are on their way.',
  doors: 'Open the Lab with',
  doorsHint: 'Every scenario can be changed, played, stepped and asked why.',
} as const

/** What to look for in a scenario of the Lab, in a line. */
export const watchFor: Readonly<Partial<Record<PresetId, string>>> = {
  'steady-api': 'Cold starts crowd at the beginning, then almost none.',
  'spiky-api': 'Only a clump larger than any before opens new environments.',
  'flash-crowd': 'Refusals far below the account limit: environments start only so fast.',
  'two-functions': 'A reservation keeps one function safe, until it is taken away.',
  'provisioned-spill': 'Load above the provisioned environments starts cold once, not twice.',
  'java-plain': 'A whole init stands before each first answer.',
  'java-snapstart': 'The same bursts: a restore stands where the init was.',
  'cron-on-the-hour': 'Twenty jobs each hour, and every one starts cold.',
  'compressed-day': 'The pool of environments grows and thins with the day.',
  'busy-day': 'A million requests: cold starts are rare, yet never stop.',
}
