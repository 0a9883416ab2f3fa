/** What a request costs the engine beside an asynchronous event, a message of a queue and a record of a stream: all in turn, in one session. */
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { noteLine } from '../commandLine.ts'
import type { Bundles } from './build.ts'
import { inNode } from './figures.ts'
import type { BenchResult } from './measure.ts'
import type { Plan } from './plan.ts'
import { spread } from './statistics.ts'
import { CALL_WORKLOADS, type CallWorkload } from './workloads.ts'

const SIZE = 1e5

export interface CallFigure {
  workload: CallWorkload
  /** Expected number of requests, events or messages. */
  size: number
  batches: number
  /** Of all of one run: median, in fresh memory and in that of the run before. */
  microsPerUnit: number
  recycledMicrosPerUnit: number
  /** The same for each row of the trace. */
  microsPerRow: number
  /** Times what a synchronous request costs in this session. */
  timesRequest: number
  recycledTimesRequest: number
  /** Times what a row of a trace of synchronous requests costs. */
  rowTimesRequest: number
}

const rounded = (value: number): number => Number(value.toPrecision(3))

/** Microseconds of one run, per unit and per row. */
function costsOf({ warmMs, recycledMs, rows }: BenchResult): { unit: number; recycled: number; row: number } {
  const micros = spread(warmMs).median * 1000
  return { unit: micros / SIZE, recycled: (spread(recycledMs).median * 1000) / SIZE, row: micros / rows }
}

export async function callFigures(bundles: Bundles, { runs, rounds }: Plan): Promise<CallFigure[] | null> {
  if (!runs('calls')) return null
  const results: { workload: CallWorkload; result: BenchResult }[] = []
  for (const workload of CALL_WORKLOADS) {
    noteLine(TOOLS_TEXT.benchProgress(`${workload} ${SIZE}`))
    results.push({ workload, result: await inNode(bundles, false, { workload, size: SIZE, rounds }) })
  }
  const request = costsOf(results[0]!.result)
  return results.map(({ workload, result }) => {
    const { unit, recycled, row } = costsOf(result)
    return {
      workload,
      size: SIZE,
      batches: workload === 'queue' || workload === 'stream' ? result.invocations : 0,
      microsPerUnit: rounded(unit),
      recycledMicrosPerUnit: rounded(recycled),
      microsPerRow: rounded(row),
      timesRequest: rounded(unit / request.unit),
      recycledTimesRequest: rounded(recycled / request.recycled),
      rowTimesRequest: rounded(row / request.row),
    }
  })
}
