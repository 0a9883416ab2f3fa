import { pushing } from '../source'

export const scheduler = pushing({
  kind: 'scheduler',
  name: 'EventBridge Scheduler',
  face: { short: ['EventBridge Scheduler', 'Scheduler'] },
  hint: 'The Scheduler retries until Lambda takes the event, up to 24 h, then Lambda does. No order.',
  rule: 'TR-07',
  retries: 'adjustable',
})
