import { DEFAULT_SCENARIO_FIELDS } from '../../scenario/defaults.ts'
import { shell } from '../../text/en/shell.ts'

/** The last days before a rule changed that shows on the stage or on the bill, newest first. */
export const DAYS = [
  { value: DEFAULT_SCENARIO_FIELDS.lambdaAsOf, ...shell.days.newest },
  { value: '2025-07-31', ...shell.days.initFree },
  { value: '2023-11-25', ...shell.days.sharedBurst },
  { value: '2019-09-02', ...shell.days.slowVpc },
] as const
