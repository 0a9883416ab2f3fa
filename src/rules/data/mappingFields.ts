import { documented, SOURCE, type RuleBody } from './sources.ts'

const model = (values: Parameters<typeof documented>[2] = []) => documented(SOURCE.botocore, '2026-08', values)

/** Fields of an event source mapping as the API defines them (FLD), where no rule of the sources carries them already. */
export const MAPPING_FIELDS = {
  'FLD-01': model([['most', 256, 'characters']]),
  'FLD-02': model(),
  'FLD-03': model(),
  'FLD-06': model([['filters', 5, 'filters'], ['most', 4_096, 'characters']]),
  'FLD-07': model(),
  'FLD-11': model(),
  'FLD-12': model(),
  'FLD-16': model([['most', 350, 'characters']]),
  'FLD-17': model(),
  'FLD-18': model([['most', 900, 's']]),
  'FLD-19': model([['items', 1, 'items']]),
  'FLD-20': model([['most', 23, 'items']]),
  'FLD-21': model([['most', 2, 'endpoints']]),
  'FLD-22': model(),
  'FLD-23': model(),
  'FLD-24': model([['most', 3, 'items']]),
  'FLD-25': model(),
  'FLD-26': model(),
} as const satisfies Record<string, RuleBody>
