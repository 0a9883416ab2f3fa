import { LAMBDA_RETRIES, pushing } from '../source'

export const iot = pushing({
  kind: 'iot',
  name: 'AWS IoT',
  face: { short: ['IoT rule', 'IoT'] },
  hint: `${LAMBDA_RETRIES} No order.`,
  rule: 'TR-14',
})
