import type { CDPSession, Locator, Page } from '@playwright/test'
import { formatDuration } from '../src/base/format.ts'
import { createDigest } from '../src/metrics/digest.ts'
import { rangeFigures } from '../src/metrics/range.ts'
import { HOME_PRESET } from '../src/scenario/presets/index.ts'
import { simulate } from '../src/sim/simulate.ts'
import { flowText } from '../src/text/en/flow.ts'
import { stageText } from '../src/text/en/stage.ts'
import { timeText } from '../src/text/en/time.ts'
import { BEATS_PER_SECOND } from '../src/views/frame/beat.ts'
import { expect, idle, linkField, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

const { range: rangeText, bookmarks: bookmarkText, moments: momentText } = timeText
const trace = simulate(HOME_PRESET.scenario)
const digest = createDigest(trace, HOME_PRESET.scenario)

/** Idle stretches of the home preset: before the first request, and between its three bursts. */
const GAPS = 3

const partsOfTime = (page: Page) => ({
  fold: page.getByTestId('fold'),
  measure: page.getByTestId('measure'),
  folds: page.getByTestId('folds'),
  range: page.getByTestId('range'),
  from: page.getByTestId('range-from'),
  to: page.getByTestId('range-to'),
  bookmark: page.getByTestId('bookmark'),
  bookmarks: page.getByTestId('bookmarks'),
  bookmarkList: page.getByTestId('bookmark-list'),
  kinds: page.getByTestId('moment-kinds'),
  here: page.getByTestId('here'),
})

/** A point of an element by shares of its size. */
async function pointOf(element: Locator, [x, y]: readonly [number, number]): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox()
  if (box === null) throw new Error('not on the page')
  return { x: Math.round(box.x + box.width * x), y: Math.round(box.y + box.height * y) }
}

/** Drags over the timeline with Shift. */
async function measure(page: Page, from: number, to: number): Promise<void> {
  const { timeline } = partsOf(page)
  const a = await pointOf(timeline, [from, 0.93])
  const b = await pointOf(timeline, [to, 0.93])
  await page.keyboard.down('Shift')
  await page.mouse.move(a.x, a.y)
  await page.mouse.down()
  await page.mouse.move((a.x + b.x) / 2, b.y)
  await page.mouse.move(b.x, b.y)
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await idle(page)
}

/** The range in the link, microseconds. */
function linkedRange(page: Page): { from: number; to: number } {
  const [from = NaN, to = NaN] = (linkField(page, 'r') ?? '').split('-').map((ms) => Math.round(Number(ms) * 1000))
  return { from, to }
}

test.describe('folds', () => {
  test('close idle time, open one by one, and Back undoes each', async ({ page }) => {
    await openApp(page)
    const { fold, folds } = partsOfTime(page)
    await fold.click()
    await expect(fold).toHaveAttribute('aria-pressed', 'true')
    const closed = folds.getByRole('button', { expanded: false })
    await expect(closed).not.toHaveCount(0)
    const count = await closed.count()
    expect(count).toBeGreaterThanOrEqual(GAPS)
    await idle(page)
    expect(linkField(page, 'o')).toBe('1')
    const first = trace.records.time[0] ?? 0
    await expect(closed.first()).toHaveAccessibleName(new RegExp(formatDuration(first)))
    await closed.first().press('Enter')
    await expect(closed).toHaveCount(count - 1)
    await expect(folds.getByRole('button', { expanded: true })).toHaveCount(1)
    await page.goBack()
    await expect(closed).toHaveCount(count)
    await page.goBack()
    await expect(folds).toHaveCount(0)
    await page.goForward()
    await expect(closed).toHaveCount(count)
  })

  test('move every chart alike: a point on the axis is the same time in all', async ({ page }) => {
    await openApp(page, '#/lab?p=first-burst&o=1')
    const { timeline, concurrency, time } = partsOf(page)
    const shares = [0.32, 0.55, 0.83]
    for (const share of shares) {
      const before = await time.inputValue()
      await page.mouse.click((await pointOf(timeline, [share, 0])).x, (await pointOf(timeline, [share, 0.03])).y)
      await expect(time).not.toHaveValue(before)
      const above = await time.inputValue()
      await page.mouse.click((await pointOf(concurrency, [share, 0.5])).x, (await pointOf(concurrency, [share, 0.5])).y)
      await expect(time).toHaveValue(above)
    }
  })

  test('are hurried through while playing', async ({ page }) => {
    await openApp(page, '#/lab?p=first-burst&o=1')
    const { play, time } = partsOf(page)
    await page.clock.install()
    await page.clock.pauseAt(Date.now() + 60_000)
    await play.click()
    // At half speed the second before the first request takes two; folded, less than half of one. The field follows on its beat.
    await page.clock.runFor(500 + 1000 / BEATS_PER_SECOND)
    expect(Number(await time.inputValue())).toBeGreaterThan((trace.records.time[0] ?? 0) / 1e6)
  })

  test('work in the keyboard order and pass axe', async ({ page }) => {
    await installAxe(page)
    await openApp(page, '#/lab?p=first-burst&o=1&r=1000-2000')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await idle(page)
      expect.soft(await violations(page), colorScheme).toEqual([])
    }
    const { folds } = partsOfTime(page)
    await folds.getByRole('button').first().focus()
    await page.keyboard.press('ArrowRight')
    await expect(folds.getByRole('button').nth(1)).toBeFocused()
  })
})

test.describe('the measured range', () => {
  test('is drawn with Shift, and says what is in it', async ({ page }) => {
    await openApp(page)
    const { range } = partsOfTime(page)
    await measure(page, 0.25, 0.6)
    await expect(range).toBeVisible()
    const linked = linkedRange(page)
    const figures = rangeFigures(digest, trace, linked)
    expect(figures.arrivals).toBeGreaterThan(0)
    for (const fact of [rangeText.arrivals(figures.arrivals), rangeText.cold(figures.coldStarts), rangeText.percentile('p99', figures.p99)]) {
      await expect(range.getByText(fact, { exact: true })).toBeVisible()
    }
    await page.goBack()
    await expect(range).toHaveCount(0)
    await page.goForward()
    await expect(range).toBeVisible()
    expect(linkedRange(page)).toEqual(linked)
  })

  test('snaps to the edge of a record nearby', async ({ page }) => {
    await openApp(page)
    const { timeline } = partsOf(page)
    const box = await timeline.boundingBox()
    // The plot lies between the labels on the left and a margin on the right.
    const at = (micros: number): number => (120 + (micros / trace.until) * ((box?.width ?? 0) - 136)) / (box?.width ?? 1)
    const first = trace.records.time[0] ?? 0
    await measure(page, at(first) - 3 / (box?.width ?? 1), at(3_000_000))
    expect(linkedRange(page).from).toBe(first)
  })

  test('needs no pointer: M, arrows, zoom, loop, clear', async ({ page }) => {
    await openApp(page)
    const { timeline, time } = partsOf(page)
    const { range, from, to } = partsOfTime(page)
    await timeline.press('m')
    await expect(range).toBeVisible()
    await idle(page)
    expect(linkedRange(page)).toEqual({ from: 1_500_000, to: 4_500_000 })
    await from.press('PageDown')
    await to.press('ArrowLeft')
    await idle(page)
    expect(linkedRange(page)).toEqual({ from: 900_000, to: 4_440_000 })
    await from.press('End')
    await idle(page)
    expect(linkedRange(page)).toEqual({ from: 4_439_999, to: 4_440_000 })
    await from.press('Home')
    await expect(from).toHaveAttribute('aria-valuenow', '0')
    await expect(to).toHaveAttribute('aria-valuemin', '0')
    await range.getByRole('button', { name: rangeText.loop, exact: true }).press('Enter')
    await expect(page.locator('.scrubber-loop')).toBeVisible()
    await to.press('PageDown')
    // The loop goes with the range.
    await expect(page.getByRole('button', { name: stageText.transport.loopOn('0.000 s', '3.840 s') })).toHaveAttribute('aria-pressed', 'true')
    await range.getByRole('button', { name: rangeText.zoom, exact: true }).press('Enter')
    await idle(page)
    expect(linkField(page, 'v')).toBe('0-3840')
    await range.getByRole('button', { name: rangeText.clear, exact: true }).press('Enter')
    await expect(range).toHaveCount(0)
    await expect(page.locator('.scrubber-loop')).toHaveCount(0)
    await expect(time).toHaveValue('0.000')
    await page.goBack()
    await expect(range).toBeVisible()
    await page.goBack()
    await idle(page)
    expect(linkField(page, 'v')).toBeNull()
  })
})

test.describe('bookmarks', () => {
  test('are set, gone to, named, deleted, put back, and part of the link', async ({ page }) => {
    await openApp(page)
    const { timeline, scrubber, time } = partsOf(page)
    const { bookmark, bookmarks, bookmarkList } = partsOfTime(page)
    await scrubber.press('PageUp')
    await timeline.press('b')
    await scrubber.press('PageUp')
    await bookmark.click()
    await bookmarks.click()
    const jump = (name: string): Locator => bookmarkList.getByRole('button', { name: new RegExp(`^${bookmarkText.jump}\\s*${name}`) })
    await expect(jump('0.600 s')).toBeVisible()
    await bookmarkList.getByRole('button', { name: bookmarkText.rename('1.200 s') }).click()
    await bookmarkList.getByRole('textbox').fill('first cold start')
    await bookmarkList.getByRole('textbox').press('Enter')
    await expect(jump('first cold start')).toBeVisible()
    await jump('0.600 s').click()
    await expect(time).toHaveValue('0.600')
    await page.goBack()
    await expect(time).toHaveValue('1.200')
    await bookmarks.click()
    await bookmarkList.getByRole('button', { name: bookmarkText.remove('0.600 s') }).click()
    await expect(jump('0.600 s')).toHaveCount(0)
    await bookmarkList.getByRole('button', { name: bookmarkText.undo }).click()
    await expect(jump('0.600 s')).toBeVisible()
    await page.keyboard.press('Escape')
    await idle(page)
    const { hash } = new URL(page.url())
    expect(hash).toContain('m=600~&m=1200~first%20cold%20start')
    // Without the link, the browser remembers.
    await openApp(page, '#/lab?p=first-burst&t=1')
    await page.reload()
    await bookmarks.click()
    await expect(jump('first cold start')).toBeVisible()
  })
})

test.describe('next', () => {
  test('stops at each event of the kinds chosen, both ways, and remembers them', async ({ page }) => {
    await openApp(page)
    const { timeline, time, next } = partsOf(page)
    const { kinds } = partsOfTime(page)
    await page.getByTestId('moment-menu').click()
    const throttles = [...new Set(throttleTimes())]
    await expect(kinds.locator('li').filter({ hasText: momentText.kinds.throttle }).locator('.moment-count')).toHaveText(String(throttleTimes().length))
    await kinds.getByRole('checkbox', { name: new RegExp(`^${momentText.kinds.throttle}`) }).check()
    await page.keyboard.press('Escape')
    await expect(next).toHaveAccessibleName(stageText.transport.nextMoment(stageText.transport.moments.throttle))
    for (const at of throttles) {
      await timeline.press('n')
      await expect(time).toHaveValue(at)
    }
    await timeline.press('Shift+N')
    await expect(time).toHaveValue(throttles.at(-2) ?? '')
    await page.reload()
    await idle(page)
    await page.getByTestId('moment-menu').click()
    await expect(kinds.getByRole('checkbox', { name: new RegExp(`^${momentText.kinds.throttle}`) })).toBeChecked()
    await kinds.getByRole('checkbox', { name: momentText.all }).check()
    await expect(kinds.getByRole('checkbox', { name: new RegExp(`^${momentText.kinds.throttle}`) })).not.toBeChecked()
  })

  test('its menu and the bookmarks pass axe', async ({ page }) => {
    await installAxe(page)
    await openApp(page, '#/lab?p=first-burst&m=600~one&m=1200~')
    for (const id of ['moment-menu', 'bookmarks']) {
      await page.getByTestId(id).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await idle(page)
      expect.soft(await violations(page), id).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  })
})

/** As the stage writes them. */
function throttleTimes(): string[] {
  const times: string[] = []
  for (let id = 0; id < trace.records.length; id++) {
    if (trace.records.kind[id] === 1) times.push(((trace.records.time[id] ?? 0) / 1e6).toFixed(3))
  }
  return times
}

test('the mouse drags the edges of the stretch on show, then the stretch', async ({ page }) => {
  await openApp(page)
  const strip = page.getByTestId('minimap').locator('.minimap-track')
  const drag = async (from: number, to: number): Promise<string | null> => {
    const [begin, middle, end] = [await pointOf(strip, [from, 0.5]), await pointOf(strip, [(from + to) / 2, 0.5]), await pointOf(strip, [to, 0.5])]
    await page.mouse.move(begin.x, begin.y)
    await page.mouse.down()
    for (const { x, y } of [middle, end]) await page.mouse.move(x, y)
    await page.mouse.up()
    await idle(page)
    // The grips follow once it rests.
    const slider = page.getByRole('slider', { name: stageText.minimap.from })
    await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).toBeCloseTo(1000 * Number(linkField(page, 'v')?.split('-')[0] ?? 0), -2)
    return linkField(page, 'v')
  }
  expect(await drag(0, 0.25)).toBe('1500-6000')
  expect(await drag(1, 0.75)).toBe('1500-4500')
  expect(await drag(0.5, 0.75)).toBe('3000-6000')
})

test.describe('fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  interface Finger {
    x: number
    y: number
  }
  const touch = (cdp: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: readonly Finger[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map(({ x, y }, id) => ({ x, y, id })) })

  /** Moves fingers from one place to another. */
  async function swipe(page: Page, from: readonly Finger[], to: readonly Finger[]): Promise<void> {
    const cdp = await page.context().newCDPSession(page)
    await touch(cdp, 'touchStart', from)
    for (let step = 1; step <= 8; step++) {
      await touch(cdp, 'touchMove', from.map((finger, i) => ({
        x: finger.x + ((to[i]?.x ?? 0) - finger.x) * (step / 8),
        y: finger.y + ((to[i]?.y ?? 0) - finger.y) * (step / 8),
      })))
    }
    await touch(cdp, 'touchEnd', [])
    await idle(page)
  }
  const shown = (page: Page): number[] => (linkField(page, 'v') ?? '').split('-').map(Number)

  for (const name of ['timeline', 'concurrency', 'minimap']) {
    test(`two pinch the ${name}`, { tag: name === 'concurrency' ? '@full' : [] }, async ({ page }) => {
      await openApp(page)
      // On a phone there is room for the flow and the timeline; the chart is asked for.
      if (name === 'concurrency') await partsOf(page).button(flowText.parts.concurrency).tap()
      const chart = page.getByTestId(name)
      await chart.scrollIntoViewIfNeeded()
      const [a, b] = [await pointOf(chart, [0.5, 0.5]), await pointOf(chart, [0.6, 0.5])]
      const [c, d] = [await pointOf(chart, [0.3, 0.5]), await pointOf(chart, [0.85, 0.5])]
      await swipe(page, [a, b], [c, d])
      const [from = 0, to = 0] = shown(page)
      expect(to - from).toBeGreaterThan(0)
      expect(to - from).toBeLessThan(3000)
    })
  }

  test('one pans sideways; up and down belongs to the page', async ({ page }) => {
    await openApp(page, '#/lab?p=first-burst&v=2000-4000')
    const { timeline } = partsOf(page)
    const middle = await pointOf(timeline, [0.6, 0.5])
    await swipe(page, [middle], [{ x: middle.x - 100, y: middle.y }])
    const [from = 0, to = 0] = shown(page)
    expect(from).toBeGreaterThan(2300)
    expect(to - from).toBeCloseTo(2000, 0)
    const action = await timeline.evaluate((element) => getComputedStyle(element.parentElement ?? element).touchAction)
    expect(action).toBe('pan-y')
    await swipe(page, [middle], [{ x: middle.x, y: middle.y - 60 }])
    expect(shown(page)).toEqual([from, to])
  })

  test('one that rests asks what is under it, without selecting', async ({ page }) => {
    await openApp(page, '#/lab?p=first-burst&v=1000-2000')
    const { timeline } = partsOf(page)
    const at = await pointOf(timeline, [0.8, 0.45])
    const cdp = await page.context().newCDPSession(page)
    await touch(cdp, 'touchStart', [at])
    await expect(page.locator('.record-tip')).toBeVisible()
    await touch(cdp, 'touchEnd', [])
    await expect(page.locator('.record-tip')).toBeVisible()
    await expect(page.locator('.record-ring[data-kind=selected]')).toBeHidden()
  })

  test('one on a crowd opens a list of what is there', async ({ page }) => {
    await openApp(page, presetHash('two-functions'))
    const { timeline } = partsOf(page)
    const { here } = partsOfTime(page)
    const at = await pointOf(timeline, [0.7, 0.42])
    await page.touchscreen.tap(at.x, at.y)
    await expect(here).toBeVisible()
    const items = here.locator('li button')
    expect(await items.count()).toBeGreaterThan(1)
    await expect(items.first()).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(items.nth(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(timeline.locator('[role=option]')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Escape')
    await expect(here).toHaveCount(0)
  })

  test('can measure', async ({ page }) => {
    await openApp(page)
    const { timeline } = partsOf(page)
    const { measure: button, range } = partsOfTime(page)
    await button.tap()
    await expect(range).toBeVisible()
    const [a, b] = [await pointOf(timeline, [0.4, 0.6]), await pointOf(timeline, [0.8, 0.6])]
    const before = linkedRange(page)
    await swipe(page, [a], [b])
    expect(linkedRange(page)).not.toEqual(before)
    expect(linkField(page, 'v')).toBeNull()
  })
})
