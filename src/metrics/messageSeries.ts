/** Levels of queues and streams over time, by the names of CloudWatch: exact, where CloudWatch has a point a minute. */
import { bisectRight } from '../base/bisect'
import type { Scenario } from '../sim/scenario'
import type { LaneId, Micros } from '../sim/trace/schema'
import { eachEventSample } from './cloudwatch/eventSamples'
import { messageIndex } from './messages'
import { rowAt } from './timeline/depth'
import type { Depth } from './timeline/depth'
import type { SourceLane } from './timeline/sourceLanes'
import type { TimelineIndex } from './timeline/timelineIndex'

export const MESSAGE_METRICS = [
  'ApproximateNumberOfMessagesVisible',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateAgeOfOldestMessage',
  'IteratorAge',
  'lost',
] as const
/** `lost` is ours: messages that were set aside, given up or expired so far. */
export type MessageMetric = (typeof MESSAGE_METRICS)[number]

export interface MessageLine {
  source: LaneId
  /** Microseconds where the metric is an age, else a count. */
  valueAt(time: Micros): number
  /** The highest between neighbours of `edges`, which ascend. */
  highest(edges: Float64Array): Float64Array
}

interface Run {
  index: TimelineIndex
  scenario: Scenario
}

export const isAge = (metric: MessageMetric): boolean => metric === 'ApproximateAgeOfOldestMessage' || metric === 'IteratorAge'

const LEVEL_OF = {
  ApproximateNumberOfMessagesVisible: 'waiting',
  ApproximateNumberOfMessagesNotVisible: 'inFlight',
  ApproximateNumberOfMessagesDelayed: 'delayed',
} as const satisfies Partial<Record<MessageMetric, keyof Depth>>

/** Of SQS: brokers have names of their own. */
const isQueue = ({ kind, holder }: SourceLane): boolean => kind !== 'events' && (holder === 'queue' || holder === 'fifo')

/** Whether a source has anything to say about a metric. */
function says(lane: SourceLane, metric: MessageMetric): boolean {
  if (metric === 'lost') return lane.losses.some(({ times }) => times.length > 0)
  if (metric === 'IteratorAge') return lane.holder === 'stream' || lane.holder === 'changes'
  return isQueue(lane) && (metric !== 'ApproximateNumberOfMessagesDelayed' || lane.depths.some(({ delayed }) => delayed.some((count) => count > 0)))
}

/** What there is to show of a run. */
export const messageMetrics = ({ sources }: TimelineIndex): readonly MessageMetric[] => MESSAGE_METRICS.filter((metric) => sources.lanes.some((lane) => says(lane, metric)))

/** A line for each source that has something to say. */
export const messageLines = (run: Run, metric: MessageMetric): readonly MessageLine[] =>
  run.index.sources.lanes.filter((lane) => says(lane, metric)).map((lane) => lineOf(run, lane, metric))

function lineOf(run: Run, lane: SourceLane, metric: MessageMetric): MessageLine {
  const { source } = lane
  if (metric === 'lost') return { source, ...lossLine(lane) }
  if (metric === 'IteratorAge') return { source, ...iteratorLine(run, lane) }
  if (metric === 'ApproximateAgeOfOldestMessage') return { source, ...ageLine(run, source) }
  const [depth] = lane.depths
  return { source, ...stepLine(depth!.times, depth![LEVEL_OF[metric]]) }
}

type Line = Omit<MessageLine, 'source'>

/** What holds from each time on; 0 before the first. */
function stepLine(times: Float64Array, values: ArrayLike<number>): Line {
  const at = (row: number): number => (row < 0 ? 0 : values[row]!)
  return {
    valueAt: (time) => at(rowAt({ times }, time)),
    highest(edges) {
      const found = new Float64Array(Math.max(0, edges.length - 1))
      let row = rowAt({ times }, edges[0] ?? 0)
      for (let column = 0; column < found.length; column++) {
        let most = at(row)
        while (row + 1 < times.length && times[row + 1]! < edges[column + 1]!) most = Math.max(most, at(++row))
        found[column] = most
      }
      return found
    },
  }
}

function lossLine({ losses }: SourceLane): Line {
  const times = Float64Array.from(losses.flatMap((each) => [...each.times])).sort()
  return { valueAt: (time) => bisectRight(times, time), highest: (edges) => edges.slice(1).map((edge) => bisectRight(times, edge)) }
}

/** An age grows with time, and falls when the oldest message is done with. */
function ageLine({ index: { trace } }: Run, source: LaneId): Line {
  const ages = messageIndex(trace)
  return {
    valueAt: (time) => ages.oldestAge(source, time),
    highest(edges) {
      const at = edges.map((edge) => ages.oldestAge(source, edge))
      return at.subarray(1).map((age, column) => Math.max(age, at[column]!))
    },
  }
}

const MICROS_PER_MS = 1000

/** The age of the last record of each batch when the function is invoked with it; it holds until the next. */
function iteratorLine({ index, scenario }: Run, { functionLane }: SourceLane): Line {
  const { trace } = index
  const times: number[] = []
  const values: number[] = []
  eachEventSample({ trace, scenario }, { metric: 'IteratorAge', fn: functionLane - 1 }, { from: 0, to: trace.until + 1, knownBy: trace.until }, (stamp, value) => {
    times.push(stamp)
    values.push(value * MICROS_PER_MS)
  })
  return stepLine(Float64Array.from(times), values)
}
