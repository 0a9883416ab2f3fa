import type { Port, Reply, Request } from './protocol.ts'

/** A line to a worker that is opened when first needed, and again after it broke. */
export interface Line {
  send(request: Request): void
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

  const close = (): void => {
    port?.close()
    port = null
  }
  const connect = (): Port => {
    const opened = open()
    // A port given up may still speak.
    opened.listen(
      (reply) => port === opened && onReply(reply),
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
    close,
  }
}
