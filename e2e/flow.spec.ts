import type { Page } from '@playwright/test'
import { HOME_PRESET } from '../src/scenario/presets/index.ts'
import { KIND } from '../src/sim/trace/writer.ts'
import { simulate } from '../src/sim/simulate.ts'
import { flowText } from '../src/text/en/flow.ts'
import { shell } from '../src/text/en/shell.ts'
import { installAxe, violations } from './axe.ts'
import { expect, idle, openApp, partsOf, presetHash, test } from './app.ts'
import { colouredPixels, pictureOf } from './runs.ts'

const trace = simulate(HOME_PRESET.scenario)
const { parts } = flowText
/** When the first request of the home preset is refused, ms. */
const REFUSED_MS = trace.records.time[trace.records.kind.indexOf(KIND.throttle)]! / 1000

const at = (ms: number): string => `${presetHash('first-burst')}&t=${Math.ceil(ms)}`

function flowOf(page: Page) {
  const flow = page.getByTestId('flow')
  return { flow, option: flow.getByRole('option'), summary: page.getByTestId('flow-summary'), tip: page.locator('.flow-tip') }
}

/** Moves the pointer over the flow until what lies under it is of a kind; returns where that is. */
async function findItem(page: Page, kind: string): Promise<{ x: number; y: number }> {
  const { flow } = flowOf(page)
  const box = (await flow.boundingBox())!
  for (let y = box.y + 6; y < box.y + box.height; y += 12) {
    for (let x = box.x + box.width - 20; x > box.x; x -= 12) {
      await page.mouse.move(x, y)
      if ((await flow.getAttribute('data-item'))?.startsWith(`${kind}.`)) return { x, y }
    }
  }
  throw new Error(`Nothing of the flow is of kind ${kind}`)
}

/** Pixels in the colour of alarm. */
const alarmPixels = (page: Page): Promise<number> =>
  flowOf(page).flow.evaluate((box) => {
    const canvas = box.querySelector('canvas')!
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })!
    copy.drawImage(canvas, 0, 0)
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
    let count = 0
    for (let i = 0; i < data.length; i += 4) if (data[i]! > 180 && data[i + 1]! < 70 && data[i + 2]! < 100) count++
    return count
  })

test('shows eight environments at work once ten callers came', async ({ page }) => {
  await openApp(page, at(1200))
  const { summary, flow } = flowOf(page)
  await expect(summary).toContainText(flowText.summaryFunction({ name: 'orders-api', alive: 8, starting: 8, running: 0, idle: 0 }))
  await expect(summary).toContainText(flowText.tip.meter('reserved', 8, 8))
  await expect(summary).toContainText(flowText.summarySource('callers', 10, 2, 0))
  expect(await colouredPixels(flow)).toBeGreaterThan(1500)
})

test('a 429 bounces, and is gone a moment later', async ({ page }) => {
  await openApp(page, at(REFUSED_MS - 30))
  const before = await alarmPixels(page)
  const { time } = partsOf(page)
  const seek = async (ms: number) => {
    await time.fill(`${Math.ceil(ms)} ms`)
    await time.press('Enter')
    await idle(page)
  }
  await seek(REFUSED_MS + 40)
  const during = await alarmPixels(page)
  await seek(REFUSED_MS + 900)
  const after = await alarmPixels(page)
  expect(during).toBeGreaterThan(before + 60)
  expect(after).toBe(before)
})

test('what the pointer meets says what it is; a click selects it everywhere', async ({ page }) => {
  await openApp(page, at(1200))
  const { tip } = flowOf(page)
  const place = await findItem(page, 'environment')
  await expect(tip).toContainText('of orders-api')
  await expect(tip).toContainText(flowText.states.runtimeStart)
  await page.mouse.click(place.x, place.y)
  await idle(page)
  await expect(page.locator('.stage-timeline [data-kind=selected]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tip).toHaveCount(0)
  await findItem(page, 'gate')
  await expect(tip).toContainText(flowText.tip.meter('reserved', 8, 8))
  await findItem(page, 'trip')
  await expect(tip).toContainText(/request \d/)
})

test('one tab stop: arrows lead from box to box, Enter selects, Escape clears', async ({ page }) => {
  await openApp(page, at(1200))
  const { flow, option } = flowOf(page)
  await flow.focus()
  await expect(option).toHaveText(flowText.noneFocused)
  const walked: string[] = []
  const press = async (key: string) => {
    await page.keyboard.press(key)
    await idle(page)
    walked.push((await option.textContent()) ?? '')
  }
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await press(key)
  expect(walked[0]).toContain('callers')
  expect(walked[1]).toContain(flowText.doors['http-api'])
  expect(walked[2]).toContain(flowText.tip.gate('orders-api'))
  expect(walked[3]).toContain('orders-api')
  await press('End')
  expect(walked.at(-1)).toContain(flowText.tip.environment(8, 'orders-api'))
  await expect(flow).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? 'none')
  await press('ArrowLeft')
  expect(walked.at(-1)).toContain(flowText.tip.environment(7, 'orders-api'))
  await expect(option).toHaveAttribute('aria-selected', 'false')
  await page.keyboard.press('Enter')
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(option).toHaveText(flowText.noneFocused)
  await page.keyboard.press('Tab')
  await expect(flow).not.toBeFocused()
})

test('the summary follows the playhead', async ({ page }) => {
  await openApp(page)
  const { summary } = flowOf(page)
  await expect(summary).toContainText(flowText.summaryFunction({ name: 'orders-api', alive: 0, starting: 0, running: 0, idle: 0 }))
  await partsOf(page).scrubber.press('End')
  await expect(summary).toContainText(flowText.summarySource('callers', 25, 3, 0))
})

test('parts can be hidden, one stays, and the choice is kept', async ({ page }) => {
  await openApp(page)
  const { timeline, concurrency, button } = partsOf(page)
  const { flow } = flowOf(page)
  await button(parts.flow).click()
  await expect(flow).toHaveCount(0)
  await button(parts.concurrency).press('Enter')
  await expect(concurrency).toHaveCount(0)
  await expect(button(parts.timeline)).toHaveAttribute('aria-disabled', 'true')
  await button(parts.timeline).click({ force: true })
  await expect(timeline).toBeVisible()
  await page.reload()
  await idle(page)
  await expect(timeline).toBeVisible()
  await expect(flow).toHaveCount(0)
  await expect(concurrency).toHaveCount(0)
  await button(parts.flow).click()
  await expect(flow).toBeVisible()
  await expect(button(parts.flow)).toHaveAttribute('aria-pressed', 'true')
})

test('the toggles are one tab stop', async ({ page }) => {
  await openApp(page)
  const { button } = partsOf(page)
  await button(parts.flow).focus()
  await page.keyboard.press('ArrowRight')
  await expect(button(parts.timeline)).toBeFocused()
  await page.keyboard.press('End')
  await expect(button(parts.concurrency)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(flowOf(page).flow).toBeFocused()
})

const SIZES = {
  wide: { width: 1440, height: 900 },
  medium: { width: 1024, height: 768 },
  narrow: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
}

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`${name}: the flow leaves playback within reach`, { tag: name === 'medium' || name === 'narrow' ? '@full' : [] }, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openApp(page, at(1200))
    const { flow } = flowOf(page)
    const { play, concurrency, timeline, next } = partsOf(page)
    await expect(play).toBeInViewport({ ratio: 1 })
    await expect(next).toBeInViewport({ ratio: 1 })
    const box = (await flow.boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(viewport.width)
    expect(await flow.evaluate((panel) => panel.scrollWidth <= panel.clientWidth)).toBe(true)
    expect(await colouredPixels(flow)).toBeGreaterThan(800)
    const all = name === 'wide' || name === 'medium'
    await expect(concurrency).toHaveCount(all ? 1 : 0)
    if (!all) return
    await expect(timeline).toBeInViewport({ ratio: 1 })
    await expect(concurrency).toBeInViewport({ ratio: 1 })
    expect(await page.locator('.stage-column').evaluate((column) => column.scrollHeight - column.clientHeight)).toBeLessThanOrEqual(0)
  })
}

test('with less motion nothing moves between the steps of the clock, and the end is the same', async ({ page }) => {
  await openApp(page, at(1200))
  const { flow, summary } = flowOf(page)
  const moving = await pictureOf(flow)
  const said = await summary.textContent()
  await page.getByRole('button', { name: shell.settings, exact: true }).click()
  await partsOf(page).dialog.getByRole('radio', { name: shell.motions.reduced }).click()
  await page.keyboard.press('Escape')
  await idle(page)
  expect(await summary.textContent()).toBe(said)
  // What travels stands at the ends and the middle of its way.
  expect(await pictureOf(flow)).not.toBe(moving)
})

test('forced colours leave boxes, cells and marks', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openApp(page, at(1200))
  expect(await colouredPixels(flowOf(page).flow)).toBeGreaterThan(800)
})

test('is accessible, with the focus inside and without', async ({ page }) => {
  await installAxe(page)
  await openApp(page, at(1200))
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await idle(page)
    expect.soft(await violations(page), colorScheme).toEqual([])
    await flowOf(page).flow.press('End')
    await expect(flowOf(page).tip).toBeVisible()
    expect.soft(await violations(page), `${colorScheme}, focused`).toEqual([])
    await page.keyboard.press('Escape')
  }
})

test('the selected record of the timeline is ringed in the flow', async ({ page }) => {
  await openApp(page, at(1300))
  const { flow } = flowOf(page)
  const plain = await pictureOf(flow)
  await partsOf(page).timeline.press('ArrowRight')
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(partsOf(page).timeline.getByRole('option')).toHaveAttribute('aria-selected', 'true')
  expect(await pictureOf(flow)).not.toBe(plain)
})
