import { whole } from '../config'
import { polled, REQUESTS, type SourceOf } from '../source'

/** Reference model: one line, served without delay as soon as fewer than `servers` run. */
export const dispatcher = polled({
  kinds: ['dispatcher'],
  config: { servers: whole(1, 1_000_000) },
  faces: { dispatcher: { short: ['Ideal queue', 'Queue'] } },
  sends: REQUESTS,
  holder: 'line',
  offered: false,
})

export type DispatcherSource = SourceOf<typeof dispatcher>
