import { documented, guide, type RuleBody } from '../../rules/data/sources.ts'

export const IOT_RULES = {
  'TR-14': documented(guide('Using AWS IoT with Lambda', 'services-iot'), '2026-07'),
} as const satisfies Record<string, RuleBody>
