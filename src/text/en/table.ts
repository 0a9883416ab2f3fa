/** Words of the table that stands for the timeline. */
import { formatDuration } from '../../base/format'

export const tableText = {
  show: 'Timeline as a table',
  caption: 'Every record of the timeline: where it lies and how long it lasts',
  columns: { start: 'Start', duration: 'Duration', lane: 'Lane', phase: 'Phase', request: 'Request', billed: 'Billed' },
  sort: (column: string) => `Sort by ${column.toLowerCase()}`,
  environment: (name: string, number: string, pool: string) => `${name}, env ${number}${pool === '' ? '' : `, ${pool}`}`,
  lanes: { account: 'account', function: (name: string) => name, source: (name: string) => `callers of ${name}` },
  pools: { 'on-demand': '', provisioned: 'provisioned', proactive: 'ahead of need' },
  request: (number: string) => `req ${number}`,
  billed: (ms: string) => `${ms} ms`,
  lasting: (micros: number, open: boolean) => (micros === 0 && !open ? '' : open ? `${formatDuration(micros)} and on` : formatDuration(micros)),
  phase: (kind: string, outcome: string) => (outcome === '' ? kind : `${kind}: ${outcome}`),
  row: (time: string, phase: string) => `${time}, ${phase}`,
} as const
