/** Runs as the page's worker answers them, without the app knowing that somebody listens. */
import type { Locator, Page } from '@playwright/test'
import type { Trace } from '../src/sim/trace/schema.ts'

interface RunWindow {
  lastTrace?: Trace
}

/** Keeps the trace of the last run that ended. Call before the page opens. */
export async function keepTraces(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.Worker = new Proxy(window.Worker, {
      construct: (Original, args: [URL, WorkerOptions]) => {
        const worker = new Original(...args)
        worker.addEventListener('message', ({ data }: MessageEvent<{ kind: string; result?: { trace: Trace } }>) => {
          if (data.kind === 'done' && data.result) (window as RunWindow).lastTrace = data.result.trace
        })
        return worker
      },
    })
  })
}

/** The trace kept last, as the engine made it in the browser. */
export async function lastTrace(page: Page): Promise<Trace> {
  const trace = await page.evaluate(() => (window as RunWindow).lastTrace)
  if (trace === undefined) throw new Error('No run has ended')
  return trace
}

/** Number of pixels of a chart that are painted in a colour rather than in grey. */
export function colouredPixels(chart: Locator): Promise<number> {
  return chart.evaluate((box) => {
    let count = 0
    for (const canvas of box.querySelectorAll('canvas')) {
      // A copy: reading the chart itself would take it off the graphics card.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })
      if (copy === null || canvas.width === 0 || canvas.height === 0) continue
      copy.drawImage(canvas, 0, 0)
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4)
        if (alpha > 60 && Math.max(red, green, blue) - Math.min(red, green, blue) > 50) count++
      }
    }
    return count
  })
}

/** Changes whenever the picture does. */
export function pictureOf(chart: Locator): Promise<string> {
  return chart.evaluate(async (box) => {
    const parts: string[] = []
    for (const canvas of box.querySelectorAll('canvas')) {
      const copy = new OffscreenCanvas(canvas.width, canvas.height)
      copy.getContext('2d', { willReadFrequently: true })?.drawImage(canvas, 0, 0)
      const bytes = await (await copy.convertToBlob()).arrayBuffer()
      parts.push([...new Uint8Array(bytes)].reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 7).toString(36))
    }
    return parts.join(' ')
  })
}
