import { lazy, Suspense, useMemo, useState } from 'react'
import { messageMetrics, type MessageMetric } from '../../../metrics/messageSeries.ts'
import { messageChartsText as text } from '../../../text/en/messageCharts.ts'
import { stageText } from '../../../text/en/stage.ts'
import { Select } from '../../design/Select.tsx'
import { Concurrency } from '../concurrency/Concurrency.tsx'
import type { StageContext } from '../stageApp.ts'
import type { TimeTools } from '../time/timeTools.ts'

const MessageChart = lazy(() => import('./MessageChart.tsx').then((module) => ({ default: module.MessageChart })))
const CONCURRENCY = 'concurrency'

/** The chart below the timeline: concurrency, or where there are queues and streams what one picks of theirs. */
export function Charts({ context, tools }: { context: StageContext; tools: TimeTools }) {
  const { index } = context.model
  const metrics = useMemo(() => messageMetrics(index), [index])
  const [picked, setPicked] = useState<string>(CONCURRENCY)
  if (metrics.length === 0) return <Concurrency context={context} tools={tools} />
  const metric = metrics.find((each) => each === picked) ?? null
  const options = [{ value: CONCURRENCY, label: stageText.concurrency.title }, ...metrics.map((each: MessageMetric) => ({ value: each, label: text.metric(each) }))]
  const picker = <Select label={text.picker} value={metric ?? CONCURRENCY} options={options} onChange={setPicked} wide={false} className="chart-picker" />
  const concurrency = <Concurrency context={context} tools={tools} picker={picker} />
  return metric === null ? concurrency : <Suspense fallback={concurrency}><MessageChart key={metric} context={context} tools={tools} metric={metric} picker={picker} /></Suspense>
}
