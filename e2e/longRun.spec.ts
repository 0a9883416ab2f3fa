import type { Page } from '@playwright/test'
import { defaultScenario } from '../src/scenario/defaults.ts'
import { encodeLink } from '../src/scenario/link.ts'
import { presetText } from '../src/text/en/presets.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'
import { expect, idle, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

/**
 * A page that computes what the worker should is deaf for longer than this, ms, a busy machine apart. How well it
 * answers is for the bench to measure.
 */
const DEAF_MS = 1000
/** A busy machine holds up a page as well; what the page itself does, it does every time. */
const ATTEMPTS = 5

interface TaskWindow {
  longTasks: number[]
}

/** Keeps the lengths of tasks that held up the page. Call before it opens. */
const watchTasks = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const longTasks: number[] = []
    Object.assign(window, { longTasks })
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })
  })

/** Checks that nothing in `action` holds up the page. The longest task goes into the report. */
async function expectResponsive(page: Page, what: string, action: () => Promise<void>): Promise<void> {
  const longestTask = (): Promise<number> =>
    page.evaluate(() => Math.max(0, ...(window as unknown as TaskWindow).longTasks.splice(0)))
  let longest = Infinity
  for (let attempt = 0; attempt < ATTEMPTS && longest >= DEAF_MS; attempt++) {
    await longestTask()
    await action()
    await idle(page)
    longest = Math.min(longest, await longestTask())
  }
  test.info().annotations.push({ type: `longest task, ${what}`, description: `${longest} ms` })
  expect(longest, what).toBeLessThan(DEAF_MS)
}

/** Follows a link within the page, as pasting it over the address does. */
const follow = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = next
  }, hash)

/**
 * Waits until the bar has grown, then cancels; from within the page, since a fast run does not wait for a test.
 * Null when the run was over before the page, held up by a busy machine, drew the bar twice.
 */
const cancelAfterProgress = (page: Page): Promise<{ first: number; second: number } | null> =>
  page.evaluate(async (label) => {
    let over = false
    void (window as unknown as { appIdle: () => Promise<void> }).appIdle().then(() => (over = true))
    const values = new Set<number>()
    while (values.size < 2 && !over) {
      await new Promise(requestAnimationFrame)
      const bar = document.querySelector<HTMLProgressElement>('.run-bar progress')
      if (bar !== null) values.add(bar.value)
    }
    const [first, second] = values
    const cancel = [...document.querySelectorAll<HTMLElement>('.run-bar button')].find((one) => one.textContent === label)
    if (first === undefined || second === undefined || cancel === undefined) return null
    cancel.click()
    return { first, second }
  }, shell.run.cancel)

test('a million requests: progress, cancel, run again', async ({ page }) => {
  await installAxe(page)
  await openApp(page)
  const { banners, button, timeline } = partsOf(page)
  const bar = page.getByRole('progressbar', { name: shell.run.running })
  let seen: Awaited<ReturnType<typeof cancelAfterProgress>> = null
  for (let attempt = 0; attempt < ATTEMPTS && seen === null; attempt++) {
    await follow(page, presetHash('first-burst'))
    await idle(page)
    await follow(page, presetHash('busy-day'))
    seen = await cancelAfterProgress(page)
  }
  expect(seen, 'the bar was never there').not.toBeNull()
  expect(seen?.second).toBeGreaterThan(seen?.first ?? NaN)
  await expect(bar).toHaveCount(0)
  await idle(page)
  await expect(banners).toContainText([shell.run.cancelled])
  expect(await violations(page)).toEqual([])
  await expect(timeline).toBeVisible()
  await button(shell.run.again).click()
  await expect(banners).toHaveCount(0)
  await expect(bar).toHaveCount(0)
  await idle(page)
  await expect(partsOf(page).presets).toHaveText(presetText['busy-day'].title)
  await partsOf(page).scrubber.press('End')
  await expect(partsOf(page).number(numbers.labels.requests)).toHaveText(/^(9\d\d,\d{3}|1,0\d\d,\d{3})$/)
})

/** As many requests as a scenario may send, all within the hour and drawn in one go: the worker hears nothing meanwhile. */
function deafHash(): string {
  const arrivals = { kind: 'schedule', periodMs: 60_000, offsetMs: 0, count: 10_000_000, jitterMs: 3_600_000 } as const
  const scenario = defaultScenario()
  const traffic = scenario.traffic.map((source) => ({ ...source, arrivals }))
  return encodeLink({ scenario: { ...scenario, traffic, durationMs: 60_000 }, presetId: null, timeMs: null, view: null }, '1') ?? ''
}

/** Cancels as soon as that is offered. Milliseconds until the bar is gone; from within the page, since the machine may be busy. */
const cancelAtOnce = (page: Page): Promise<number> =>
  page.evaluate(async (label) => {
    const button = () => [...document.querySelectorAll<HTMLElement>('.run-bar button')].find((one) => one.textContent === label)
    while (button() === undefined) await new Promise(requestAnimationFrame)
    const from = performance.now()
    button()?.click()
    while (button() !== undefined) await new Promise(requestAnimationFrame)
    return performance.now() - from
  }, shell.run.cancel)

test('a run whose worker does not hear is cancelled, or makes room for the next', async ({ page }) => {
  await openApp(page)
  const { banners, presets } = partsOf(page)
  await follow(page, deafHash())
  const took = await cancelAtOnce(page)
  test.info().annotations.push({ type: 'time until a deaf worker is cancelled', description: `${Math.round(took)} ms` })
  expect(took).toBeLessThan(2000)
  await idle(page)
  await expect(banners).toContainText([shell.run.cancelled])
  await follow(page, deafHash())
  await follow(page, presetHash('first-burst'))
  await idle(page)
  await expect(presets).toHaveText(presetText['first-burst'].title)
  await expect(banners).toHaveCount(0)
  // The browser takes seconds to end a worker that computes.
  await expect.poll(() => page.workers().length, { timeout: 20_000 }).toBe(1)
})

test('the page stays responsive while a million requests run, and over them', async ({ page }) => {
  await watchTasks(page)
  await openApp(page)
  const { button, timeline, dialog, play, time, scrubber } = partsOf(page)
  await expectResponsive(page, 'run', async () => {
    await follow(page, presetHash('first-burst'))
    await idle(page)
    await follow(page, presetHash('busy-day'))
    await expect(page.getByRole('progressbar', { name: shell.run.running })).toBeVisible()
    // It answers while it works.
    await button(shell.help).click()
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
  })
  const box = await timeline.boundingBox()
  if (box === null) throw new Error('The timeline has no box')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await expectResponsive(page, 'zoom', async () => {
    await page.mouse.move(middle.x, middle.y)
    for (let i = 0; i < 12; i++) {
      await page.mouse.wheel(0, -240)
      await idle(page)
    }
  })
  await expectResponsive(page, 'pan and fit', async () => {
    await page.mouse.move(middle.x, middle.y)
    await page.mouse.down()
    for (let i = 1; i <= 10; i++) await page.mouse.move(middle.x - i * 30, middle.y)
    await page.mouse.up()
    await button(stageText.timeline.fit).click()
  })
  await expectResponsive(page, 'playback', async () => {
    await scrubber.press('Home')
    await play.click()
    await expect.poll(() => time.inputValue()).not.toMatch(/^0:00/)
    await play.click()
    await scrubber.press('End')
    await scrubber.press('PageDown')
  })
})
