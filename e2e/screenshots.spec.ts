import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { home as homeText } from '../src/text/en/home.ts'
import { SETTINGS_KEY, type Theme } from '../src/store/uiStore.ts'
import { expect, idle, openApp, test } from './app.ts'

/**
 * Pictures at fixed moments. Compared only by the Chromium major that made them: letters and edges differ
 * between versions. `npm run e2e -- screenshots --update-snapshots` makes them anew.
 */

const VERSION_FILE = new URL('./screenshots/chromium.txt', import.meta.url)
const recorded = existsSync(VERSION_FILE) ? readFileSync(VERSION_FILE, 'utf8').trim() : ''

const SIZES = { wide: { width: 1440, height: 900 }, medium: { width: 1024, height: 768 }, narrow: { width: 390, height: 844 } }

async function asked(page: Page): Promise<void> {
  await page.goto('./')
  await idle(page)
}
async function told(page: Page): Promise<void> {
  await asked(page)
  await page.getByRole('radiogroup', { name: homeText.numbers }).getByRole('radio', { name: '5', exact: true }).check({ force: true })
  await page.getByRole('button', { name: homeText.commit }).click()
  await page.mouse.move(0, 0)
}
const at = (hash: string) => (page: Page) => openApp(page, hash)

const BURST = '#/lab?p=first-burst&t=1700'
const SHOTS: readonly [name: string, size: keyof typeof SIZES, theme: Theme, open: (page: Page) => Promise<void>][] = [
  ['home-asked', 'wide', 'light', asked],
  ['home-asked', 'narrow', 'projector', asked],
  ['home-told', 'wide', 'dark', told],
  ['home-told', 'wide', 'projector', told],
  ['home-told', 'narrow', 'light', told],
  ['lab-burst', 'wide', 'light', at(BURST)],
  ['lab-burst', 'wide', 'dark', at(BURST)],
  ['lab-burst', 'wide', 'projector', at(BURST)],
  ['lab-burst', 'medium', 'light', at(BURST)],
  ['lab-burst', 'narrow', 'dark', at(BURST)],
  ['lab-neighbour', 'wide', 'light', at('#/lab?p=two-functions&t=25000')],
  ['lab-crowd', 'wide', 'dark', at('#/lab?p=flash-crowd&t=12000')],
  ['lab-models', 'wide', 'projector', at('#/lab?p=four-ways&t=60000')],
  ['lab-queue', 'wide', 'light', at('#/lab?p=poison-message&t=40000')],
  ['lab-shard', 'medium', 'dark', at('#/lab?p=blocked-shard&t=30000')],
]

test.beforeEach(({ browser }, { config }) => {
  const major = browser.version().split('.')[0] ?? ''
  if (['all', 'changed'].includes(config.updateSnapshots)) writeFileSync(VERSION_FILE, `${major}\n`)
  else test.skip(recorded !== major, `The pictures were made by Chromium ${recorded}; this is ${major}.`)
})

for (const [name, size, theme, open] of SHOTS) {
  const file = `${name}-${size}-${theme}`
  test(`looks as it did: ${file}`, async ({ page }) => {
    await page.setViewportSize(SIZES[size])
    await page.addInitScript(
      ([key, value]) => localStorage.setItem(key, JSON.stringify({ theme: value, motion: 'reduced' })),
      [SETTINGS_KEY, theme] as const,
    )
    await open(page)
    await page.evaluate(() => document.fonts.ready)
    await idle(page)
    // How sure we are of each part comes last, one mark after the other.
    await expect(page.locator('.legend-mark:empty')).toHaveCount(0)
    // Without the style element that the page's policy would refuse.
    await expect(page).toHaveScreenshot(`${file}.png`, { animations: 'allow', caret: 'initial', scale: 'css', maxDiffPixelRatio: 0.002 })
  })
}
