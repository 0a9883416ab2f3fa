import type { Parting } from '../../metrics/difference.ts'
import { otherName, type FutureName } from '../../scenario/comparison.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { goTo, recordOfRequest } from './goTo.ts'
import { differenceBetween, type Futures } from './useFutures.ts'

/**
 * Goes to where two futures part and selects what differs there: in the future on show, or where that has nothing of
 * it in the other one, which is then shown. Tells which one is.
 */
export function showFirst(app: LambdascopeApp, futures: Futures, parting: Parting): FutureName {
  const { active } = futures
  const other = otherName(active)
  const record = parting[active] ?? counterpartOf(futures, parting)
  if (record === null) app.scenarioStore.switchFuture()
  goTo(app, parting.at)
  app.uiStore.select(record ?? parting[other])
  return record === null ? other : active
}

/** What to look at in the future on show for the request by which the other one parts; null where it has no such request. */
function counterpartOf(futures: Futures, parting: Parting): RecordId | null {
  const { active } = futures
  const other = otherName(active)
  const row = parting[other]
  if (row === null) return null
  const request = futures[other].trace.records.request[row]
  const fate = differenceBetween(futures)?.requests.find((one) => one[other]?.request === request)?.[active]
  return fate == null ? null : recordOfRequest(futures[active].trace, fate.request)
}
