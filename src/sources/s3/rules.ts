import { documented, type RuleBody } from '../../rules/data/sources.ts'

export const S3_RULES = {
  'TR-04': documented({ title: 'Amazon S3 User Guide: Event notifications', url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html' }, '2026-04'),
} as const satisfies Record<string, RuleBody>
