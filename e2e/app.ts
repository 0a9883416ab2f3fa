import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'

/** `window` as the app leaves it. */
interface AppWindow {
  /** Resolves when no run is pending and no frame is scheduled. */
  appIdle?: () => Promise<void>
}

/** Collects what a browser complains about: console warnings and errors, uncaught errors, foreign requests. */
function watch(context: BrowserContext, origins: readonly string[]): string[] {
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !origins.some((origin) => url.startsWith(origin))) complaints.push(`foreign request: ${url}`)
  })
  return complaints
}

interface Fixtures {
  /** Origins besides the app's own that a test serves itself. */
  ownOrigins: string[]
  /** What the browser complained about so far; the test fails if anything is left in it at the end. */
  complaints: string[]
}

/** `test` for the app: any console warning or error, uncaught error or request to a foreign host fails it. */
export const test = base.extend<Fixtures>({
  ownOrigins: async ({ baseURL }, use) => {
    await use([baseURL ?? ''])
  },
  complaints: [
    async ({ context, ownOrigins }, use) => {
      const complaints = watch(context, ownOrigins)
      await use(complaints)
      expect(complaints, 'the browser complained').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Resolves when the app has nothing left to do: the run on screen is the one asked for. */
export async function idle(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as AppWindow).appIdle !== undefined)
  await page.evaluate(() => (window as AppWindow).appIdle?.())
}

/** Opens the app at a place (`#/lab?p=first-burst`) and waits until it is idle. */
export async function openApp(page: Page, hash = ''): Promise<void> {
  await page.goto(`./${hash}`)
  await idle(page)
}
