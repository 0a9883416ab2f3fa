import { documented, SOURCE, type RuleBody } from '../../rules/data/sources.ts'

export const DOCUMENTDB_RULES = {
  'KF-06': documented(SOURCE.documentDb, '2026-10', [['batches', 1, 'batches'], ['event', 6, 'MB'], ['kept', 168, 'h']]),
} as const satisfies Record<string, RuleBody>
