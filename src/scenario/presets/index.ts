import type { Scenario } from '../../sim/scenario.ts'
import type { PresetId } from '../../text/en/presets.ts'
import { BLOCKED_SHARD, FOUR_WAYS, PAID_TWICE, POISON_MESSAGE } from './failures.ts'
import { JAVA_PLAIN, JAVA_SNAPSTART, PROVISIONED_SPILL, TWO_FUNCTIONS } from './pools.ts'
import { FLEXIBLE_WINDOW, RECURSIVE_LOOP, SNS_FAN_OUT, TWO_DEAD_LETTER_QUEUES } from './push.ts'
import { BUSY_DAY, COMPRESSED_DAY, CRON_ON_THE_HOUR, FIRST_BURST, FLASH_CROWD, SPIKY_API, STEADY_API } from './traffic.ts'

export interface Preset {
  readonly id: PresetId
  readonly scenario: Scenario
}

/** In the order in which they are offered. Links name them: ids never change. */
export const PRESETS: readonly Preset[] = [
  { id: 'first-burst', scenario: FIRST_BURST },
  { id: 'steady-api', scenario: STEADY_API },
  { id: 'spiky-api', scenario: SPIKY_API },
  { id: 'flash-crowd', scenario: FLASH_CROWD },
  { id: 'two-functions', scenario: TWO_FUNCTIONS },
  { id: 'provisioned-spill', scenario: PROVISIONED_SPILL },
  { id: 'java-plain', scenario: JAVA_PLAIN },
  { id: 'java-snapstart', scenario: JAVA_SNAPSTART },
  { id: 'four-ways', scenario: FOUR_WAYS },
  { id: 'poison-message', scenario: POISON_MESSAGE },
  { id: 'blocked-shard', scenario: BLOCKED_SHARD },
  { id: 'paid-twice', scenario: PAID_TWICE },
  { id: 'sns-fan-out', scenario: SNS_FAN_OUT },
  { id: 'two-dead-letter-queues', scenario: TWO_DEAD_LETTER_QUEUES },
  { id: 'flexible-window', scenario: FLEXIBLE_WINDOW },
  { id: 'recursive-loop', scenario: RECURSIVE_LOOP },
  { id: 'cron-on-the-hour', scenario: CRON_ON_THE_HOUR },
  { id: 'compressed-day', scenario: COMPRESSED_DAY },
  { id: 'busy-day', scenario: BUSY_DAY },
]

/** What a first visit shows. */
export const HOME_PRESET: Preset = { id: 'first-burst', scenario: FIRST_BURST }

export const presetById = (id: string): Preset | null => PRESETS.find((preset) => preset.id === id) ?? null
