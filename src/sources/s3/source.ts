import { LAMBDA_RETRIES, pushing } from '../source'

export const s3 = pushing({
  kind: 's3',
  name: 'Amazon S3',
  face: { short: ['S3 notifications', 'S3'] },
  hint: `${LAMBDA_RETRIES} No order, at least once; events hold metadata only.`,
  rule: 'TR-04',
  traced: true,
})
