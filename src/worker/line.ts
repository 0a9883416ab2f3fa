import type { Port, Reply, Request } from './protocol.ts'

/** A line to a worker that is opened when first needed, and again after it broke. */
export interface Line {
  send(request: Request): void
  /** Whether the worker is there and has spoken: its code has loaded. */
  loaded(): boolean
  close(): void
}

export interface LineOptions {
  open(): Port
  onReply(reply: Reply): void
  /** The worker broke; the line is closed already. */
  onLost(message: string): void
}

export function createLine({ open, onReply, onLost }: LineOptions): Line {
  let port: Port | null = null
  let loaded = false

  const close = (): void => {
    port?.close()
    port = null
    loaded = false
  }
  const connect = (): Port => {
    const opened = open()
    // A port given up may still speak.
    opened.listen(
      (message) => {
        if (port !== opened) return
        loaded = true
        if (message.kind !== 'ready') onReply(message)
      },
      (message) => {
        if (port !== opened) return
        close()
        onLost(message)
      },
    )
    port = opened
    return opened
  }

  return {
    send: (request) => {
      try {
        ;(port ?? connect()).send(request)
      } catch (error) {
        // A worker that cannot be started is lost from the start. Whoever asked has to be told after asking.
        close()
        queueMicrotask(() => onLost(error instanceof Error ? error.message : String(error)))
      }
    },
    loaded: () => loaded,
    close,
  }
}
