import { pushing } from '../source'

export const sns = pushing({
  kind: 'sns',
  name: 'Amazon SNS',
  face: { short: ['SNS topic', 'SNS'] },
  hint: 'SNS retries until Lambda takes the message, then Lambda does. No order; up to 256 KB.',
  rule: 'TR-05',
  traced: true,
  retries: 'fixed',
})
