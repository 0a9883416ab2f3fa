import { pushing } from '../source'

export const eventBridge = pushing({
  kind: 'eventbridge',
  name: 'Amazon EventBridge',
  face: { short: ['EventBridge rule', 'EventBridge'] },
  hint: 'EventBridge retries until Lambda takes the event, up to 24 h, then Lambda does. No order; up to 1 MB.',
  rule: 'TR-06',
  retries: 'adjustable',
})

export const customBus = pushing({
  kind: 'custom-bus',
  name: 'EventBridge custom bus',
  face: { door: 'EventBridge custom bus', short: ['Custom event bus', 'Event bus', 'Bus'] },
  hint: 'The bus retries 5 times or for 300 s until Lambda takes the event, then Lambda does. Up to 1 MB.',
  rule: 'TR-20',
  retries: 'adjustable',
})
