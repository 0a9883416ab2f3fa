import type { EntryPoint } from '../scenario'
import type { Invoker } from '../lambda/world'
import { createAsyncQueue } from './async/queue'

/** Who calls the function for a source; a client does where nothing is listed. One line for each event source. */
export const INVOKERS: Partial<Readonly<Record<EntryPoint, () => Invoker>>> = {
  event: createAsyncQueue,
}
