import type { Page } from '@playwright/test'
import { numbers } from '../src/text/en/numbers.ts'
import { palette as text } from '../src/text/en/palette.ts'
import { presetText } from '../src/text/en/presets.ts'
import { rulesText } from '../src/text/en/rules.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'
import { expect, idle, openApp, partsOf, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

const field = (page: Page) => page.getByRole('combobox', { name: text.label, exact: true })
const chosen = (page: Page) => page.getByRole('option', { selected: true })

async function openPalette(page: Page, query = ''): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  if (query !== '') await page.keyboard.type(query)
}

test('finds a preset by a few letters and loads it', async ({ page }) => {
  await openApp(page)
  await openPalette(page, 'snapst')
  await expect(chosen(page)).toContainText('SnapStart')
  await field(page).fill('java with snap')
  await expect(chosen(page)).toContainText(presetText['java-snapstart'].title)
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(partsOf(page).dialog).toBeHidden()
  await expect(partsOf(page).presets).toHaveText(presetText['java-snapstart'].title)
})

test('arrows walk through the results and name the one they are on', async ({ page }) => {
  await openApp(page)
  await openPalette(page, 'theme')
  const options = page.getByRole('option')
  await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  expect(await field(page).getAttribute('aria-activedescendant')).toBe(await options.nth(1).getAttribute('id'))
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await field(page).fill('qqqq')
  await expect(page.getByText(text.none('qqqq'))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(partsOf(page).dialog).toBeHidden()
})

test('runs commands: the next throttle, a theme, a dialog', async ({ page }) => {
  await openApp(page)
  await openPalette(page, text.nextOf(stageText.transport.moments.throttle))
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(partsOf(page).time).not.toHaveValue('0.000')
  await openPalette(page, text.themeOf(shell.themes.projector))
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector')
  await openPalette(page, 'settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: shell.settings })).toBeVisible()
})

test('finds what happened by its number, and reads about it', async ({ page }) => {
  await openApp(page, '#/lab?p=first-burst')
  await openPalette(page, 'request 4')
  await expect(chosen(page)).toHaveText(text.request('4') + text.groups.run)
  await page.keyboard.press('Enter')
  await expect(partsOf(page).dialog).toBeHidden()
  await expect(page.locator('.inspector h2')).toBeFocused()
  await expect(page.locator('.inspector')).toContainText('Life of request 4')
  await openPalette(page, 'env 3')
  await page.keyboard.press('Enter')
  await expect(page.locator('.inspector h2')).toContainText('Env 3')
})

const LEADS = [
  ['cost', numbers.parts.cost],
  ['price', numbers.parts.cost],
  ['p99', numbers.parts.latency],
  ['why', text.why],
  ['cold start', text.nextOf(stageText.transport.moments.coldStart)],
  ['throttle', text.nextOf(stageText.transport.moments.throttle)],
  ['429', text.nextOf(stageText.transport.moments.throttle)],
  ['4', text.request('4')],
  ['knobs', shell.tabs.configuration],
  ['log', shell.tabs.log],
] as const
test('what people call things leads to them', async ({ page }) => {
  await openApp(page, '#/lab?p=first-burst')
  await openPalette(page)
  for (const [query, title] of LEADS) {
    await field(page).fill(query)
    await expect(chosen(page).locator('.palette-title'), query).toHaveText(title)
  }
  await field(page).fill('price')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: numbers.parts.cost, exact: true })).toBeChecked()
  await expect(page.getByRole('table', { name: numbers.bill.table })).toBeVisible()
  await expect(page.getByRole('tab', { name: shell.tabs.numbers, exact: true })).toBeFocused()
})

test('nothing that is typed while it loads is lost', async ({ page }) => {
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/assets/CommandPalette-*.js', async (route) => {
    await arrived
    await route.continue()
  })
  await openApp(page, '#/lab?p=first-burst')
  await partsOf(page).play.focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('spiky')
  await expect(field(page)).toHaveCount(0)
  arrive()
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(' api')
  await expect(field(page)).toHaveValue('spiky api')
  await expect(chosen(page)).toContainText(presetText['spiky-api'].title)
  // No letter was taken for a shortcut.
  await page.keyboard.press('Escape')
  await expect(partsOf(page).play).toBeFocused()
  await expect(partsOf(page).time).toHaveValue('0.000')
})

test('shows what a rule says, by id and by name', async ({ page }) => {
  await openApp(page)
  await openPalette(page, 'cc-19')
  await expect(chosen(page)).toContainText(rulesText['CC-19'].name)
  await page.keyboard.press('Enter')
  await expect(page.getByText(rulesText['CC-19'].statement)).toBeVisible()
  await page.getByRole('button', { name: text.back }).click()
  await field(page).fill(rulesText['LC-18'].name)
  await page.keyboard.press('Enter')
  await expect(page.getByText(rulesText['LC-18'].statement)).toBeVisible()
})

test('opens by its button at the front door, and gives the focus back', async ({ page }) => {
  await page.goto('./')
  await idle(page)
  const button = partsOf(page).button(shell.palette)
  await button.click()
  await expect(field(page)).toBeFocused()
  await expect(page.getByRole('option').filter({ hasText: text.play })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

for (const theme of ['light', 'dark', 'projector'] as const) {
  test(`axe finds nothing: ${theme}`, async ({ page }) => {
    await installAxe(page)
    await page.addInitScript((value) => localStorage.setItem('lambdascope.settings', JSON.stringify({ theme: value })), theme)
    await openApp(page)
    await openPalette(page)
    await idle(page)
    expect.soft(await violations(page), 'results').toEqual([])
    await field(page).fill('cc-19')
    await page.keyboard.press('Enter')
    await idle(page)
    expect.soft(await violations(page), 'a rule').toEqual([])
  })
}
