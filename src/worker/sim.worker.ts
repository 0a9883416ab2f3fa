import { createDigest } from '../metrics/digest.ts'
import { createOutliner } from '../metrics/timeline/outline.ts'
import { createSimulation } from '../sim/simulate.ts'
import { PREWARM_SCENARIO } from './prewarm.ts'
import type { Message, Request } from './protocol.ts'
import { createRunner } from './runner.ts'

/** Entry of the worker: binds the runner to the worker's messages. */

interface WorkerScope {
  postMessage(message: Message, transfer: ArrayBuffer[]): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}
// The page's DOM types declare `self` as a window.
const scope = self as unknown as WorkerScope

// A message to oneself queues behind those from the page; a timer would wait at least 4 ms.
const channel = new MessageChannel()
let next: (() => void) | null = null
channel.port1.onmessage = () => {
  const callback = next
  next = null
  callback?.()
}

scope.onmessage = ((receive) => (event: MessageEvent<Request>) => receive(event.data))(
  createRunner({
    create: createSimulation,
    digest: createDigest,
    outline: createOutliner(),
    post: (reply, transfer) => scope.postMessage(reply, transfer),
    now: () => performance.now(),
    yieldThen: (callback) => {
      next = callback
      channel.port2.postMessage(null)
    },
    prewarmScenario: PREWARM_SCENARIO,
  }),
)
scope.postMessage({ kind: 'ready' }, [])
