/**
 * What is measured inside the app's page. `installProbe` runs there before anything else and must stand alone: it is
 * sent as text. It notes when the worker's results arrive, when the page draws, and how long each frame keeps it.
 */

export interface Probe {
  /** Wall time of the last result that came from the worker. */
  resultAt: number
  /** Wall time of the last drawing on any canvas. */
  drawnAt: number
  /** Event time of the last pointer or key press on a control. */
  pressedAt: number
  /** Main-thread ms of each frame since `frames.length = 0`: callbacks, style, layout and paint. */
  frames: number[]
  /** Longest task without a frame in between, ms, since it was last set to 0. */
  longestTask: number
}

export type ProbedWindow = Window & { probe: Probe; appIdle?: () => Promise<void> }

export function installProbe(): void {
  const probe: Probe = { resultAt: 0, drawnAt: 0, pressedAt: 0, frames: [], longestTask: 0 }
  ;(window as unknown as { probe: Probe }).probe = probe
  const NativeWorker = window.Worker
  window.Worker = new Proxy(NativeWorker, {
    construct(target, parameters: ConstructorParameters<typeof Worker>) {
      const worker = new target(...parameters)
      worker.addEventListener('message', ({ data }: MessageEvent<{ kind?: string }>) => {
        if (data?.kind === 'done') probe.resultAt = performance.now()
      })
      return worker
    },
  })
  for (const method of ['fillRect', 'drawImage', 'putImageData', 'stroke', 'fill'] as const) {
    const original = CanvasRenderingContext2D.prototype[method] as (...parameters: unknown[]) => unknown
    const probed = function (this: CanvasRenderingContext2D, ...parameters: unknown[]): unknown {
      probe.drawnAt = performance.now()
      return original.apply(this, parameters)
    }
    ;(CanvasRenderingContext2D.prototype as unknown as Record<string, unknown>)[method] = probed
  }
  for (const type of ['click', 'keydown', 'input'] as const) {
    window.addEventListener(type, ({ timeStamp }) => void (probe.pressedAt = timeStamp), { capture: true })
  }
  // A message sent from a frame's first callback is handled after the frame is rendered.
  const channel = new MessageChannel()
  let began = 0
  channel.port1.onmessage = () => probe.frames.push(performance.now() - began)
  const watch = (): void => {
    began = performance.now()
    channel.port2.postMessage(null)
    requestAnimationFrame(watch)
  }
  requestAnimationFrame(watch)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) probe.longestTask = Math.max(probe.longestTask, duration)
  }).observe({ entryTypes: ['longtask'] })
}

/** Presses the button and waits for the picture of the run it asks for; ms from the event to the end of that frame. */
export function pressToPicture(button: HTMLElement): Promise<{ total: number; untilResult: number }> {
  const { probe } = window as unknown as ProbedWindow
  probe.resultAt = 0
  // What a script clicks has the script's time as event time: the same clock as everything else here.
  button.click()
  const pressed = probe.pressedAt
  return new Promise((resolve) => {
    const afterFrame = new MessageChannel()
    const frame = (): void => {
      afterFrame.port2.postMessage(null)
    }
    afterFrame.port1.onmessage = () => {
      const { resultAt, drawnAt } = probe
      if (resultAt > 0 && drawnAt > resultAt) resolve({ total: performance.now() - pressed, untilResult: resultAt - pressed })
      else requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
