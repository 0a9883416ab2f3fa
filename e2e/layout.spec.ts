import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { shell } from '../src/text/en/shell.ts'
import { expect, idle, openApp, partsOf, presetHash, test } from './app.ts'
import { crowdedControls, cutText, sidewaysScroll } from './geometry.ts'
import { colouredPixels } from './runs.ts'

const SIZES = {
  wide: { width: 1440, height: 900 },
  medium: { width: 1024, height: 768 },
  narrow: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
}

/** Checks what is on show, once for each tab where there are tabs. */
async function onEveryTab(page: Page, check: (what: string) => Promise<void>): Promise<void> {
  const tabs = await page.getByRole('tab').all()
  if (tabs.length === 0) await check('page')
  for (const tab of tabs) {
    await tab.click()
    await idle(page)
    await check((await tab.textContent()) ?? '')
  }
}

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`${name}: nothing sticks out, overlaps or is too small to hit`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openApp(page)
    await onEveryTab(page, async (what) => {
      expect.soft(await sidewaysScroll(page), what).toBe(0)
      expect.soft(await crowdedControls(page), what).toEqual([])
    })
  })
}

/** WCAG 1.4.12. */
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

for (const [name, viewport] of Object.entries({ wide: SIZES.wide, narrow: SIZES.narrow })) {
  test(`${name}: wider text spacing loses nothing`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openApp(page)
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      document.adoptedStyleSheets.push(sheet)
    }, SPACING)
    await idle(page)
    await onEveryTab(page, async (what) => {
      expect.soft(await sidewaysScroll(page), what).toBe(0)
      expect.soft(await cutText(page), what).toEqual([])
      expect.soft((await crowdedControls(page)).filter((words) => words.includes('lies over')), what).toEqual([])
    })
  })
}

test('at 200 % everything is still there', async ({ page }) => {
  // What a zoom of 200 % makes of a window of 1280 x 960.
  await page.setViewportSize({ width: 640, height: 480 })
  await openApp(page)
  await onEveryTab(page, async (what) => {
    expect.soft(await sidewaysScroll(page), what).toBe(0)
    expect.soft(await crowdedControls(page), what).toEqual([])
  })
  await partsOf(page).play.scrollIntoViewIfNeeded()
  await expect(partsOf(page).play).toBeInViewport()
})

test('text at twice its size reflows', async ({ page }) => {
  await page.setViewportSize(SIZES.wide)
  await openApp(page)
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  await idle(page)
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await cutText(page)).toEqual([])
  // Nor does anything run out of its panel, or one row of a list into the next.
  for (const panel of ['.configuration', '.numbers', '.events']) {
    expect.soft(await page.locator(panel).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), panel).toBeLessThanOrEqual(1)
  }
  const [first, second] = await page.locator('.event').evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getBoundingClientRect().top))
  expect((second ?? 0) - (first ?? 0)).toBe(80)
})

test('colours forced by the system leave the bars', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openApp(page)
  const { timeline, play } = partsOf(page)
  expect(await colouredPixels(timeline)).toBeGreaterThan(200)
  await play.focus()
  await page.keyboard.press('ArrowRight')
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
  expect(ring).not.toBe('none')
})

for (const [name, viewport] of Object.entries({ wide: SIZES.wide, narrow: SIZES.narrow })) {
  test(`${name}: nothing moves while the page loads`, async ({ page }) => {
    await page.setViewportSize(viewport)
    // The first run comes after everything else is there.
    await page.route('**/sim.worker-*', async (route) => {
      await setTimeout(1000)
      await route.continue()
    })
    await page.addInitScript(() => {
      const shifts: { value: number; what: string }[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null }[] }
          const nodes = sources.map(({ node }) => (node instanceof Element ? node.className : node?.nodeName))
          shifts.push({ value, what: nodes.join(', ') })
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await openApp(page, presetHash('two-functions'))
    await idle(page)
    const shifts = await page.evaluate(() => (window as Window & { shifts?: { value: number; what: string }[] }).shifts ?? [])
    // When a face takes the place of its fallback, a letter may move by a fraction of a pixel.
    expect(shifts.filter(({ value }) => value > 0.0005)).toEqual([])
  })
}

test('a dialog fits the smallest screen', async ({ page }) => {
  await page.setViewportSize(SIZES.small)
  await openApp(page)
  const { button, dialog } = partsOf(page)
  for (const name of [shell.help, shell.settings, shell.about]) {
    await button(name).click()
    await expect(dialog).toBeVisible()
    await idle(page)
    expect(await sidewaysScroll(page), name).toBe(0)
    await expect(dialog.getByRole('button', { name: shell.close })).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
})

test('the sentence about the rows stands on one line or is left out', { tag: '@full' }, async ({ page }) => {
  for (const theme of ['light', 'projector'] as const) {
    await page.addInitScript((chosen) => localStorage.setItem('lambdascope.settings', JSON.stringify({ theme: chosen })), theme)
    for (const width of [1440, 1366, 1280, 1180, 1024]) {
      await page.setViewportSize({ width, height: 900 })
      await openApp(page)
      await page.reload()
      await idle(page)
      const lines = await page.locator('.stage-lead').evaluateAll((leads) =>
        leads.map((lead) => (lead.getClientRects().length === 0 ? 0 : Math.round(lead.clientHeight / Number.parseFloat(getComputedStyle(lead).lineHeight)))),
      )
      for (const count of lines) expect.soft(count, `${theme}, ${width}`).toBeLessThanOrEqual(1)
    }
  }
})
