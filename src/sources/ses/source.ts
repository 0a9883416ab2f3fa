import { LAMBDA_RETRIES, pushing } from '../source'

export const ses = pushing({
  kind: 'ses',
  name: 'Amazon SES',
  face: { short: ['SES receipt rule', 'SES'] },
  hint: `${LAMBDA_RETRIES} No order.`,
  rule: 'TR-16',
})
