import type { Page } from '@playwright/test'
import { home as homeText } from '../src/text/en/home.ts'
import { palette as paletteText } from '../src/text/en/palette.ts'
import { shell } from '../src/text/en/shell.ts'
import { SETTINGS_KEY } from '../src/store/uiStore.ts'
import { expect, idle, openApp, partsOf, test } from './app.ts'
import { crowdedControls, cutText, marksOf, sidewaysScroll } from './geometry.ts'

/** Geometry of every screen in every palette: nothing overlaps, is cut, scrolls sideways or is too small. */

const SIZES = {
  wide: { width: 1440, height: 900 },
  medium: { width: 1024, height: 768 },
  narrow: { width: 390, height: 844 },
}
const THEMES = ['light', 'dark', 'projector'] as const

async function expectGeometry(page: Page, what: string): Promise<void> {
  await idle(page)
  expect.soft(await sidewaysScroll(page), what).toBe(0)
  expect.soft(await cutText(page), `${what}: cut`).toEqual([])
  expect.soft(await marksOf(page), what).toEqual({ small: [], sideways: [], overlaps: [], outside: [] })
}

async function home(page: Page): Promise<void> {
  await page.goto('./')
  await idle(page)
  await expectGeometry(page, 'home')
  expect.soft(await crowdedControls(page), 'home').toEqual([])
  await page.getByRole('radiogroup', { name: homeText.numbers }).getByRole('radio', { name: '5', exact: true }).check({ force: true })
  await page.getByRole('button', { name: homeText.commit }).click()
  await expectGeometry(page, 'home, told')
}

async function lab(page: Page): Promise<void> {
  await openApp(page)
  const tabs = await page.getByRole('tab').all()
  if (tabs.length === 0) await expectGeometry(page, 'lab')
  for (const tab of tabs) {
    await tab.click()
    await expectGeometry(page, `lab, ${await tab.textContent()}`)
  }
  expect.soft(await crowdedControls(page), 'lab').toEqual([])
}

async function dialogs(page: Page): Promise<void> {
  const { button, dialog } = partsOf(page)
  for (const name of [shell.palette, shell.settings, shell.help, shell.about]) {
    await button(name).click()
    await expect(dialog).toBeVisible()
    await expectGeometry(page, name)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  await button(shell.palette).click()
  await page.getByRole('combobox', { name: paletteText.label, exact: true }).fill(paletteText.scenarios)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await expectGeometry(page, 'my scenarios')
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of THEMES) {
    // Light and dark differ in colours alone.
    test(`every screen keeps its shape: ${size}, ${theme}`, { tag: theme === 'dark' ? '@full' : [] }, async ({ page }) => {
      test.setTimeout(180_000)
      await page.setViewportSize(viewport)
      await page.addInitScript(([key, value]) => localStorage.setItem(key, JSON.stringify({ theme: value, motion: 'reduced' })), [SETTINGS_KEY, theme] as const)
      await home(page)
      await lab(page)
      await dialogs(page)
    })
  }
}

test('what is wrong is seen', async ({ page }) => {
  await page.goto('./')
  await idle(page)
  await page.evaluate(() => {
    const make = (text: string, style: Partial<CSSStyleDeclaration>): void => {
      const element = document.createElement('div')
      element.textContent = text
      Object.assign(element.style, { position: 'fixed', zIndex: '99', ...style })
      document.body.append(element)
    }
    make('tiny', { top: '200px', left: '0', fontSize: '10px' })
    make('first of two', { top: '300px', left: '0' })
    make('second of two', { top: '303px', left: '5px' })
    make('wider than its mark', { top: '400px', left: '0', width: '20px', background: 'red', whiteSpace: 'nowrap' })
    make('wider than its scrolling box', { top: '500px', left: '0', width: '40px', overflow: 'auto', whiteSpace: 'nowrap' })
  })
  const { small, overlaps, outside, sideways } = await marksOf(page)
  expect([small.length, overlaps.length, outside.length, sideways.length]).toEqual([1, 1, 1, 1])
})
