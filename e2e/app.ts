import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { configuration } from '../src/text/en/configuration.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'

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

/** Resolves when the parts that load after the first picture are there too. */
async function complete(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const lab = document.querySelector<HTMLElement>('.lab')
    const parts = lab?.dataset['layout'] === 'wide' ? ['.configuration', '.numbers', '.events'] : ['.tabs']
    const waiting = document.querySelector('span.select-trigger')
    // Where there is no run to show, words say so; else the tools that load last are no longer a placeholder.
    const words = document.querySelector('.stage-state')
    const staged = words === null ? document.querySelector('.future-tools:not([aria-hidden])') !== null : words.textContent !== ''
    return lab !== null && waiting === null && staged && parts.every((part) => document.querySelector(part) !== null)
  })
}

/** Opens the app at a place (`#/lab?p=first-burst`) and waits until it is complete and idle. */
export async function openApp(page: Page, hash = '#/lab'): Promise<void> {
  await page.goto(`./${hash}`)
  await complete(page)
  await idle(page)
}

/** Link to a preset, by id. */
export const presetHash = (id: string): string => `#/lab?p=${id}`

/** The parts of the page, by the names a person would use for them. */
export function partsOf(page: Page) {
  const stage = page.getByTestId('stage')
  const button = (name: string, exact = true): Locator => page.getByRole('button', { name, exact })
  return {
    stage,
    timeline: page.getByTestId('timeline'),
    concurrency: page.getByTestId('concurrency'),
    scrubber: page.getByTestId('scrubber'),
    play: page.getByTestId('play'),
    next: page.getByTestId('next-moment'),
    time: page.getByTestId('time'),
    speed: page.getByRole('combobox', { name: stageText.transport.speed, exact: true }),
    presets: page.getByRole('combobox', { name: shell.preset, exact: true }),
    dialog: page.getByRole('dialog'),
    alerts: page.getByRole('alert'),
    banners: page.locator('.banner'),
    events: page.getByRole('table').filter({ has: page.getByRole('columnheader') }),
    status: page.locator('[role=status][aria-live=polite]'),
    button,
    /** The number field of a setting. */
    field: (label: string, unit?: string): Locator =>
      page.getByRole('textbox', { name: configuration.withUnit(label, unit), exact: true }),
    slider: (label: string): Locator => page.getByRole('slider', { name: label, exact: true }),
    /** A value of the numbers panel. */
    number: (label: string): Locator =>
      page
        .getByRole('region', { name: numbers.title })
        .locator('dl > div')
        .filter({ has: page.locator('dt').getByText(label, { exact: true }) })
        .locator('dd'),
  }
}

/** Types into a setting and commits it with Enter. */
export async function enter(page: Page, field: Locator, value: number | string): Promise<void> {
  await field.fill(String(value))
  await field.press('Enter')
  await idle(page)
}

/** Puts the playhead at the end of the run. */
export async function seekEnd(page: Page): Promise<void> {
  await partsOf(page).scrubber.press('End')
  await idle(page)
}

/** All values of the numbers panel, by label. */
export function readNumbers(page: Page): Promise<Record<string, string>> {
  return page.getByRole('region', { name: numbers.title }).evaluate((panel) =>
    Object.fromEntries(
      [...panel.querySelectorAll('dl > div')].map((row) => [
        row.querySelector('dt')?.textContent ?? '',
        row.querySelector('dd')?.textContent ?? '',
      ]),
    ),
  )
}

/** A field of the link in the address, such as `t`. */
export function linkField(page: Page, name: string): string | null {
  return new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get(name)
}

/**
 * Answers every run asked of a worker from now on in place of the real one; for what the engine never does by
 * itself, such as breaking. Call before the page opens.
 */
export async function breakRuns(page: Page, message: string): Promise<void> {
  await page.addInitScript((words) => {
    window.Worker = new Proxy(window.Worker, {
      construct: () => {
        const worker = {
          onmessage: null as ((event: { data: unknown }) => void) | null,
          postMessage: ({ kind, id }: { kind: string; id: number }) => {
            if (kind === 'run') setTimeout(() => worker.onmessage?.({ data: { kind: 'failed', id, message: words } }))
          },
          terminate: () => undefined,
        }
        return worker
      },
    })
  }, message)
}
