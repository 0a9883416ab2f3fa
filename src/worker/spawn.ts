import type { Message, Port } from './protocol.ts'

/** Starts the worker. The one place that names its file, so that a build can inline it. */
export function spawnWorker(): Port {
  const worker = new Worker(new URL('./sim.worker.ts', import.meta.url), { type: 'module' })
  return {
    send: (request) => worker.postMessage(request, request.kind === 'recycle' ? [...request.buffers] : []),
    listen: (onMessage, onLost) => {
      worker.onmessage = (event: MessageEvent<Message>) => onMessage(event.data)
      worker.onerror = (event) => {
        event.preventDefault()
        onLost(event.message)
      }
    },
    close: () => worker.terminate(),
  }
}
