/** Words for time as a place: folds, the measured range, bookmarks, what "next" stops at. */
import { formatCount, formatDuration } from '../../base/format.ts'
import type { Moment } from './stage.ts'
import { plural } from './words.ts'

export const timeText = {
  folds: {
    fold: 'Fold idle time',
    rush: 'Hurry through folds while playing',
    /** Written into the fold, a word below the other. */
    words: (micros: number) => formatDuration(micros),
    open: (micros: number, from: string) => `Folded: nothing happens for ${formatDuration(micros)} from ${from}. Open`,
    close: (micros: number, from: string) => `Nothing happens for ${formatDuration(micros)} from ${from}. Fold`,
    group: 'Folded idle time',
    nothing: 'No idle time to fold in this run',
  },

  range: {
    measure: 'Measure a range',
    measureHint: 'Drag over the charts, or hold Shift and drag',
    label: 'Measured range',
    from: 'Range from',
    to: 'Range until',
    /** Spoken value of a handle. */
    value: (at: string, length: string) => `${at}, range of ${length}`,
    bounds: (from: string, to: string) => `${from} – ${to}`,
    length: (micros: number) => formatDuration(micros),
    arrivals: (count: number) => plural(count, 'arrival', 'arrivals'),
    cold: (count: number) => `${formatCount(count)} cold`,
    throttles: (count: number) => `${formatCount(count)} throttled`,
    percentile: (name: 'p50' | 'p99', micros: number) => `${name} ${Number.isNaN(micros) ? '–' : formatDuration(micros)}`,
    percentileHint: 'Response time of invocations that ended in the range',
    zoom: 'Zoom to',
    loop: 'Loop',
    clear: 'Clear the range',
    summary: (parts: readonly string[]) => `${parts.join(', ')}.`,
    loopSet: 'Loop the measured range',
    looping: (from: string, to: string) => `Loop ${from} – ${to}`,
  },

  bookmarks: {
    add: 'Bookmark this moment',
    list: (count: number) => (count === 0 ? 'Bookmarks' : `Bookmarks, ${formatCount(count)}`),
    title: 'Bookmarks',
    none: 'None yet. B marks the moment at the playhead.',
    /** Before the name of a bookmark, for the ear. */
    jump: 'Go to',
    rename: (name: string) => `Rename ${name}`,
    name: 'Name of the bookmark',
    remove: (name: string) => `Delete ${name}`,
    removed: (name: string) => `${name} deleted.`,
    undo: 'Undo',
    mark: (name: string) => `Bookmark ${name}`,
    kept: 'They are part of the link, and kept in this browser.',
    close: 'Close',
  },

  moments: {
    menu: 'Choose what next and previous stop at',
    title: 'Stop at',
    all: 'Whatever is worth a stop',
    allHint: 'First cold starts, beginnings of runs of throttles, retries and errors, changes',
    each: 'or at each',
    kinds: {
      coldStart: 'cold start',
      throttle: 'throttle',
      reject: 'refusal before Lambda',
      retry: 'retry',
      timeout: 'timeout',
      failure: 'error',
      giveUp: 'give-up',
      drop: 'event given up',
      shutdown: 'shutdown',
      provision: 'provisioned ready',
      intervention: 'deployment or other change',
    } satisfies Readonly<Record<Moment, string>>,
    none: 'This run has none of these.',
  },

  here: {
    title: (count: number) => plural(count, 'record here', 'records here'),
    shown: (shown: number, count: number) => `The first ${formatCount(shown)} of ${formatCount(count)}; zoom in for the others.`,
    close: 'Close the list',
  },
} as const
