import type { Page } from '@playwright/test'
import { configuration } from '../src/text/en/configuration.ts'
import { events } from '../src/text/en/events.ts'
import { noticeText } from '../src/text/en/issues.ts'
import { shell } from '../src/text/en/shell.ts'
import { SETTINGS_KEY } from '../src/store/uiStore.ts'
import { breakRuns, enter, expect, idle, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }
const { knobs } = configuration

/** Checks the page in both themes. */
async function expectAccessible(page: Page, what = ''): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await idle(page)
    expect.soft(await violations(page), `${what} ${colorScheme}`).toEqual([])
  }
}

test.beforeEach(async ({ page }) => {
  await installAxe(page)
})

test('the lab', async ({ page }) => {
  await openApp(page)
  await expectAccessible(page)
})

test('the lab with several functions and everything unfolded', async ({ page }) => {
  await openApp(page, presetHash('two-functions'))
  // Unfolding adds more to unfold.
  const folded = page.locator('.configuration [aria-expanded=false]:not([role=combobox])')
  while ((await folded.count()) > 0) await folded.first().click()
  await expect(page.locator('.look-for')).toHaveAttribute('open')
  await expectAccessible(page)
})

test('every tab on a narrow screen', async ({ page }) => {
  await page.setViewportSize(NARROW)
  await openApp(page)
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expectAccessible(page, (await tab.textContent()) ?? '')
  }
})

const OPENERS: readonly [name: string, open: (page: Page) => Promise<void>][] = [
  ['help', (page) => partsOf(page).button(shell.help).click()],
  ['settings', (page) => partsOf(page).button(shell.settings).click()],
  ['about', (page) => partsOf(page).button(shell.about).click()],
  ['link', (page) => partsOf(page).button(shell.shareLabel).click()],
]

test.describe('dialogs', () => {
  for (const [size, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
    test(`${size}`, async ({ page }) => {
      await page.setViewportSize(viewport)
      // No clipboard: the link is shown in a dialog.
      await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
      await openApp(page)
      for (const [name, open] of OPENERS) {
        await open(page)
        await expect(partsOf(page).dialog).toBeVisible()
        await expectAccessible(page, name)
        await page.keyboard.press('Escape')
        await expect(partsOf(page).dialog).toBeHidden()
      }
    })
  }

  test('the scenario as JSON, valid and not', async ({ page }) => {
    await openApp(page)
    const { button, dialog } = partsOf(page)
    await button(configuration.json).click()
    await expect(dialog).toBeVisible()
    await expectAccessible(page, 'valid')
    await dialog.getByRole('textbox').fill('{ "functions": [] }')
    await expect(dialog.getByText(configuration.jsonDialog.valid)).toBeHidden()
    await expectAccessible(page, 'with issues')
  })
})

test('lists that are open', async ({ page }) => {
  await openApp(page)
  const { presets, speed } = partsOf(page)
  const lists = [
    presets,
    speed,
    page.getByRole('combobox', { name: knobs.Runtime.label, exact: true }),
    page.getByRole('combobox', { name: events.filter }),
  ]
  for (const list of lists) {
    await list.click()
    await expect(page.getByRole('listbox').filter({ has: page.getByRole('option') }).last()).toBeVisible()
    await expectAccessible(page, (await list.getAttribute('aria-label')) ?? '')
    await page.keyboard.press('Escape')
    await expect(list).toHaveAttribute('aria-expanded', 'false')
  }
})

test('tooltips', async ({ page }) => {
  await openApp(page)
  const { timeline, button } = partsOf(page)
  // Tooltips load last: the pointer may be there before them.
  await expect(async () => {
    await page.mouse.move(0, 0)
    await button(shell.settings).hover()
    await expect(page.locator('.tooltip')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await expectAccessible(page, 'of a button')
  await timeline.press('ArrowRight')
  await expect(page.locator('.record-tip')).toBeVisible()
  await expectAccessible(page, 'of a record')
  await timeline.press('Enter')
  await expectAccessible(page, 'with a record selected')
})

test('validation errors', async ({ page }) => {
  await openApp(page)
  const { field, alerts } = partsOf(page)
  await enter(page, field(knobs.MemorySize.label, knobs.MemorySize.unit), 64)
  await expect(alerts).toBeVisible()
  await expectAccessible(page)
})

test('notices', async ({ page }) => {
  await page.addInitScript((key) => localStorage.setItem(key, '{'), SETTINGS_KEY)
  await openApp(page, '#/lab?s=broken')
  const { banners } = partsOf(page)
  await expect(banners.filter({ hasText: noticeText.broken })).toBeVisible()
  await expect(banners.filter({ hasText: noticeText.storageReset })).toBeVisible()
  await expectAccessible(page)
})

test('a run that failed', async ({ page }) => {
  await breakRuns(page, 'The engine broke.')
  await openApp(page)
  await expect(partsOf(page).alerts.filter({ hasText: 'The engine broke.' })).toBeVisible()
  await expectAccessible(page)
})
