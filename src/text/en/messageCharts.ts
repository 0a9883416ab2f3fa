/** Words of the charts of queues and streams. */
import { formatCount, formatDuration } from '../../base/format.ts'
import type { MessageMetric } from '../../metrics/messageSeries.ts'

export const messageChartsText = {
  picker: 'What the chart shows',
  metric: (metric: MessageMetric): string => (metric === 'lost' ? 'Dead-lettered, given up, expired' : metric),
  value: (value: number, age: boolean): string => (age ? formatDuration(value) : formatCount(value)),
  peak: (name: string, value: string) => `${name}: at most ${value}.`,
} as const
