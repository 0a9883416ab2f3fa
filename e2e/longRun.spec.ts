import type { Page } from '@playwright/test'
import { presetText } from '../src/text/en/presets.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'
import { expect, idle, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

/** The interface may be deaf for this long at most, ms; generous, since machines that run tests are busy. */
const DEAF_MS = 300

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

/** The longest task since the last call, ms; 0 when none took 50 ms. Leaves it in the report. */
async function longestTask(page: Page, what: string): Promise<number> {
  const tasks = await page.evaluate(() => (window as unknown as TaskWindow).longTasks.splice(0))
  const longest = Math.max(0, ...tasks)
  test.info().annotations.push({ type: `longest task, ${what}`, description: `${longest} ms` })
  return longest
}

/** Follows a link within the page, as pasting it over the address does. */
const follow = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = next
  }, hash)

test.describe.configure({ mode: 'serial' })

test('a million requests: progress, cancel, run again', async ({ page }) => {
  await installAxe(page)
  await openApp(page)
  const { banners, button, timeline } = partsOf(page)
  const bar = page.getByRole('progressbar', { name: shell.run.running })
  await follow(page, presetHash('busy-day'))
  await expect(bar).toBeVisible()
  const first = Number(await bar.getAttribute('value'))
  await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(first)
  await button(shell.run.cancel).click()
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

test('the page stays responsive while a million requests run, and over them', async ({ page }) => {
  await watchTasks(page)
  await openApp(page)
  const { button, timeline, play, time, scrubber } = partsOf(page)
  await longestTask(page, 'load')
  await follow(page, presetHash('busy-day'))
  await expect(page.getByRole('progressbar', { name: shell.run.running })).toBeVisible()
  // It answers while it works.
  await button(shell.help).click()
  await expect(partsOf(page).dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await idle(page)
  expect(await longestTask(page, 'run')).toBeLessThan(DEAF_MS)
  const box = await timeline.boundingBox()
  if (box === null) throw new Error('The timeline has no box')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (let i = 0; i < 12; i++) {
    await page.mouse.wheel(0, -240)
    await idle(page)
  }
  expect(await longestTask(page, 'zoom')).toBeLessThan(DEAF_MS)
  await page.mouse.down()
  for (let i = 1; i <= 10; i++) await page.mouse.move(box.x + box.width / 2 - i * 30, box.y + box.height / 2)
  await page.mouse.up()
  await button(stageText.timeline.fit).click()
  await idle(page)
  expect(await longestTask(page, 'pan and fit')).toBeLessThan(DEAF_MS)
  await play.click()
  await expect.poll(() => time.inputValue()).not.toMatch(/^0:00/)
  await play.click()
  await scrubber.press('End')
  await scrubber.press('PageDown')
  await idle(page)
  expect(await longestTask(page, 'playback')).toBeLessThan(DEAF_MS)
})
