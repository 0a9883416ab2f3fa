import type { Page } from '@playwright/test'
import { interestingRecords } from '../src/metrics/flight.ts'
import { HOME_PRESET } from '../src/scenario/presets/index.ts'
import { simulate } from '../src/sim/simulate.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'
import { expect, idle, linkField, openApp, partsOf, readNumbers, seekEnd, test } from './app.ts'
import { pictureOf } from './runs.ts'

const { transport, timeline: timelineText } = stageText
const trace = simulate(HOME_PRESET.scenario)
/** The home preset plays at half speed: six seconds in twelve. */
const RATE = 0.5

/** From here on the page's time moves only by `page.clock.runFor`. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
}

/** More than one frame of the stopped clock. */
const FRAME_MS = 20

/** While playing the field follows on a beat; at rest it is exact with the next frame. */
async function pause(page: Page): Promise<void> {
  await partsOf(page).play.click()
  await page.clock.runFor(FRAME_MS)
}

const seconds = async (page: Page): Promise<number> => Number(await partsOf(page).time.inputValue())

/** Moments as the stage writes them: seconds with three decimals, each once. */
const written = (times: readonly number[]): string[] => [...new Set(times.map((micros) => (micros / 1e6).toFixed(3)))]

test.beforeEach(async ({ page }) => {
  await openApp(page)
})

test('plays, pauses, and the link names the moment shown', async ({ page }) => {
  const { play, time } = partsOf(page)
  await stopClock(page)
  await expect(play).toHaveAccessibleName(transport.play)
  await play.click()
  await expect(play).toHaveAccessibleName(transport.pause)
  await page.clock.runFor(4000)
  await pause(page)
  expect(await seconds(page)).toBeGreaterThan(4 * RATE - 0.1)
  expect(await seconds(page)).toBeLessThan(4 * RATE + 0.1)
  const stopped = await time.inputValue()
  await page.clock.runFor(2000)
  await expect(time).toHaveValue(stopped)
  // The playhead rests on a microsecond, the field shows milliseconds.
  expect(Number(linkField(page, 't')).toFixed(0)).toBe((Number(stopped) * 1000).toFixed(0))
})

test('stops at the end, and starts over from there', async ({ page }) => {
  const { play, time } = partsOf(page)
  await stopClock(page)
  await play.click()
  await page.clock.runFor(14_000)
  await expect(time).toHaveValue('6.000')
  await expect(play).toHaveAccessibleName(transport.play)
  await play.click()
  await page.clock.runFor(1000)
  expect(await seconds(page)).toBeLessThan(1)
})

test('steps from record to record and back', async ({ page }) => {
  const { button, time } = partsOf(page)
  const moments = [...new Set(trace.records.time.subarray(0, trace.records.length))].slice(0, 10)
  expect(written(moments).length).toBeGreaterThan(5)
  for (const moment of moments) {
    await button(transport.nextRecord).click()
    await expect(time).toHaveValue(written([moment])[0] ?? '')
  }
  for (const moment of moments.slice(0, -1).toReversed()) {
    await button(transport.previousRecord).click()
    await expect(time).toHaveValue(written([moment])[0] ?? '')
  }
})

test('jumps from one noteworthy moment to the next', async ({ page }) => {
  const { next, time, button } = partsOf(page)
  const moments = written([...interestingRecords(trace)].map((record) => trace.records.time[record] ?? 0))
  expect(moments.length).toBeGreaterThan(2)
  const seen: string[] = []
  while ((await next.getAttribute('aria-disabled')) !== 'true' && seen.length < 50) {
    await next.click()
    await idle(page)
    seen.push(await time.inputValue())
  }
  expect(seen).toEqual(moments)
  await expect(next).toHaveText(transport.noneNext)
  await button(transport.previousMoment(stageText.transport.moments.throttle)).click()
  await expect.poll(() => time.inputValue()).not.toBe(seen.at(-1))
})

test('plays backwards to the start', async ({ page }) => {
  const { button, play, scrubber } = partsOf(page)
  await seekEnd(page)
  await stopClock(page)
  await button(transport.reverse).click()
  await expect(button(transport.reverse)).toHaveAttribute('aria-pressed', 'true')
  await play.click()
  await page.clock.runFor(4000)
  await pause(page)
  expect(await seconds(page)).toBeGreaterThan(6 - 4 * RATE - 0.1)
  expect(await seconds(page)).toBeLessThan(6 - 4 * RATE + 0.1)
  await play.click()
  await page.clock.runFor(10_000)
  await expect(scrubber).toHaveAttribute('aria-valuenow', '0')
  await expect(play).toHaveAccessibleName(transport.play)
})

test('plays at the speed chosen', async ({ page }) => {
  const { speed, play } = partsOf(page)
  await speed.click()
  await page.getByRole('option', { name: transport.rate(2), exact: true }).click()
  await stopClock(page)
  await play.click()
  await page.clock.runFor(1000)
  await pause(page)
  expect(await seconds(page)).toBeGreaterThan(1.9)
  expect(await seconds(page)).toBeLessThan(2.1)
})

test('loops over what is on show', async ({ page }) => {
  const { button, play, time } = partsOf(page)
  await time.fill('3')
  await time.press('Enter')
  for (let i = 0; i < 3; i++) await button(timelineText.zoomIn).click()
  await idle(page)
  const [from = 0, to = 0] = (linkField(page, 'v') ?? '').split('-').map((ms) => Number(ms) / 1000)
  await button(transport.loopSet).click()
  await stopClock(page)
  await play.click()
  const seen: number[] = []
  for (let i = 0; i < 12; i++) {
    await page.clock.runFor(1000)
    seen.push(await seconds(page))
  }
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(from - 0.001)
  expect(Math.max(...seen)).toBeLessThanOrEqual(to + 0.001)
  expect(seen.some((at, i) => at < (seen[i - 1] ?? 0)), 'it never began again').toBe(true)
  await page.getByRole('button', { name: transport.loopClear }).click()
  await page.clock.runFor(20_000)
  expect(await seconds(page)).toBe(6)
})

test('seeks to what is typed', async ({ page }) => {
  const { time } = partsOf(page)
  const typed = [['2.5', '2.500'], ['300 ms', '0.300'], ['0:04', '4.000'], ['1,25 s', '1.250'], ['99 s', '6.000']] as const
  for (const [text, shown] of typed) {
    await time.fill(text)
    await time.press('Enter')
    await expect(time).toHaveValue(shown)
  }
  await time.fill('soon')
  await time.press('Enter')
  await expect(page.getByRole('alert')).toHaveText(transport.timeWrong)
  await time.press('Escape')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(time).toHaveValue('6.000')
})

test('whoever goes to the field while it plays writes over the whole of it', async ({ page }) => {
  const { play, time } = partsOf(page)
  await play.click()
  await expect.poll(() => seconds(page)).toBeGreaterThan(0)
  await time.click()
  await expect(play).toHaveAccessibleName(transport.play)
  await idle(page)
  await page.keyboard.type('2.5')
  await page.keyboard.press('Enter')
  await expect(time).toHaveValue('2.500')
})

test('letters work on the stage, unless they are switched off', async ({ page }) => {
  const { timeline, play, button, dialog } = partsOf(page)
  await timeline.press('k')
  await expect(play).toHaveAccessibleName(transport.pause)
  await timeline.press('k')
  await expect(play).toHaveAccessibleName(transport.play)
  await button(shell.settings).click()
  await dialog.getByRole('switch', { name: shell.shortcuts }).click()
  await page.keyboard.press('Escape')
  await timeline.press('k')
  await idle(page)
  await expect(play).toHaveAccessibleName(transport.play)
})

test('with less motion the playhead moves in steps, to the same end', async ({ page }) => {
  const { play, time, timeline } = partsOf(page)
  await seekEnd(page)
  const end = { numbers: await readNumbers(page), picture: await pictureOf(timeline) }
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await partsOf(page).scrubber.press('Home')
  await stopClock(page)
  await play.click()
  const seen: string[] = []
  for (let i = 0; i < 40; i++) {
    await page.clock.runFor(50)
    seen.push(await time.inputValue())
  }
  // Two steps a second, for two seconds.
  expect(new Set(seen).size).toBeGreaterThanOrEqual(4)
  expect(new Set(seen).size).toBeLessThanOrEqual(5)
  await page.clock.runFor(14_000)
  await expect(time).toHaveValue('6.000')
  expect(await readNumbers(page)).toEqual(end.numbers)
  expect(await pictureOf(timeline)).toBe(end.picture)
})

test('the setting for motion overrides the system', async ({ page }) => {
  const { button, dialog, play, time } = partsOf(page)
  await button(shell.settings).click()
  await dialog.getByRole('radio', { name: shell.motions.reduced }).click()
  await page.keyboard.press('Escape')
  await stopClock(page)
  await play.click()
  const seen = new Set<string>()
  for (let i = 0; i < 20; i++) {
    await page.clock.runFor(50)
    seen.add(await time.inputValue())
  }
  expect(seen.size).toBeLessThanOrEqual(3)
})
