import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { HOME_PRESET } from '../src/scenario/presets/index.ts'
import { configuration } from '../src/text/en/configuration.ts'
import { noticeText } from '../src/text/en/issues.ts'
import { scenarios as text } from '../src/text/en/scenarios.ts'
import { enter, expect, idle, linkField, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'
import { sidewaysScroll } from './geometry.ts'

const { MemorySize } = configuration.knobs
const memory = (page: Page) => partsOf(page).field(MemorySize.label, MemorySize.unit)

async function openScenarios(page: Page): Promise<Locator> {
  await partsOf(page).presets.click()
  await page.getByRole('option', { name: text.manage }).click()
  const dialog = page.getByRole('dialog', { name: text.title })
  await expect(dialog).toBeVisible()
  return dialog
}

async function saveAs(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('textbox', { name: text.saveLabel, exact: true }).fill(name)
  await dialog.getByRole('button', { name: text.save, exact: true }).click()
  await expect(dialog.getByRole('button', { name: text.open(name), exact: true })).toBeVisible()
}

test('a scenario is saved, renamed, duplicated, deleted, had back and opened', async ({ page }) => {
  await openApp(page)
  await enter(page, memory(page), 1024)
  const dialog = await openScenarios(page)
  await saveAs(dialog, 'Mine')
  await dialog.getByRole('button', { name: text.renameOf('Mine') }).click()
  await dialog.getByRole('textbox', { name: text.newName('Mine') }).fill('Orders')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: text.duplicateOf('Orders') }).click()
  await dialog.getByRole('button', { name: text.deleteOf('Orders'), exact: true }).click()
  await expect(dialog.getByText(text.deleted('Orders'))).toBeVisible()
  await dialog.getByRole('button', { name: text.undo }).click()
  await expect(dialog.getByRole('row')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await enter(page, memory(page), 2048)
  await partsOf(page).presets.click()
  await page.getByRole('option', { name: 'Orders', exact: true }).click()
  await expect(memory(page)).toHaveValue('1,024')
  await expect(partsOf(page).presets).toHaveText('Orders')
})

test('a name that is taken is replaced only by a button that says so', async ({ page }) => {
  await openApp(page)
  const dialog = await openScenarios(page)
  await saveAs(dialog, 'Mine')
  await expect(dialog.getByRole('button', { name: text.save, exact: true })).toHaveCount(0)
  await dialog.getByRole('button', { name: text.replace('Mine') }).click()
  await expect(dialog.getByText(text.replaced('Mine'))).toBeVisible()
  await expect(dialog.getByRole('row')).toHaveCount(2)
})

test('files go out and come in beside what is there; what is wrong says what is allowed', async ({ page }) => {
  await openApp(page)
  const dialog = await openScenarios(page)
  await saveAs(dialog, 'Mine')
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: text.exportAll }).click()
  const file = await (await download).path()
  const bundle = JSON.parse(readFileSync(file, 'utf8')) as { schema: number; scenarios: { name: string; scenario: unknown }[] }
  expect(bundle).toMatchObject({ lambdascope: 'scenarios', schema: 1, scenarios: [{ name: 'Mine', scenario: { ...HOME_PRESET.scenario, title: 'Mine' } }] })
  const bad = { name: 'Bad', scenario: { ...HOME_PRESET.scenario, durationMs: -1 } }
  const input = dialog.locator('input[type=file]')
  await input.setInputFiles([
    { name: 'good.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ ...bundle, scenarios: [...bundle.scenarios, bad] })) },
    { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{ "functions": ') },
  ])
  await expect(dialog.getByText(text.imported(1))).toBeVisible()
  await expect(dialog.getByRole('button', { name: text.open('Mine (2)') })).toBeVisible()
  const alerts = dialog.getByRole('alert')
  await expect(alerts.filter({ hasText: text.refused('Bad') })).toContainText('durationMs')
  await expect(alerts.filter({ hasText: text.fileRefused('broken.json') })).toContainText('JSON')
})

test('two tabs see the same scenarios and settings', async ({ page, context }) => {
  await openApp(page)
  const other = await context.newPage()
  await openApp(other)
  const dialog = await openScenarios(page)
  await saveAs(dialog, 'From the first')
  await page.keyboard.press('Escape')
  const there = await openScenarios(other)
  await expect(there.getByRole('button', { name: text.open('From the first') })).toBeVisible()
  await saveAs(there, 'From the second')
  await partsOf(page).presets.click()
  await expect(page.getByRole('option', { name: 'From the second' })).toBeVisible()
})

test('work in progress is back after a reload without a link, with a notice; a preset brings none', async ({ page }) => {
  await openApp(page)
  await enter(page, memory(page), 3008)
  await page.goto('about:blank')
  await openApp(page)
  await expect(memory(page)).toHaveValue('3,008')
  await expect(partsOf(page).banners).toHaveText([noticeText.restored])
  await page.goto('about:blank')
  await openApp(page, '#/lab?p=steady-api')
  await expect(partsOf(page).banners).toHaveCount(0)
})

test('stored scenarios that make no sense hide nothing else', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('lambdascope.scenario.a', '{')
    localStorage.setItem('lambdascope.work', '[]')
  })
  await openApp(page)
  const dialog = await openScenarios(page)
  await expect(dialog.getByText(text.empty)).toBeVisible()
})

for (const theme of ['light', 'dark', 'projector'] as const) {
  test(`axe finds nothing, wide and narrow: ${theme}`, async ({ page }) => {
    await installAxe(page)
    await page.addInitScript((value) => localStorage.setItem('lambdascope.settings', JSON.stringify({ theme: value })), theme)
    await openApp(page)
    const dialog = await openScenarios(page)
    await saveAs(dialog, 'Mine')
    await idle(page)
    expect.soft(await violations(page), 'wide').toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await idle(page)
    expect.soft(await violations(page), 'narrow').toEqual([])
    expect.soft(await sidewaysScroll(page)).toBe(0)
  })
}

test('two tabs keep their work apart, and each finds what the other left', async ({ page, context }) => {
  await openApp(page, presetHash('first-burst'))
  await enter(page, memory(page), 1536)
  await expect.poll(() => linkField(page, 's')).not.toBeNull()
  const other = await context.newPage()
  await openApp(other, presetHash('steady-api'))
  await enter(other, memory(other), 3008)
  await expect.poll(() => linkField(other, 's')).not.toBeNull()
  await other.close()

  await page.goto('./#/lab')
  await page.reload()
  await idle(page)
  await expect(memory(page)).toHaveValue('1,536')
  await openScenarios(page)
  const unsaved = page.getByRole('region', { name: text.unsaved.title })
  await expect(unsaved.getByRole('listitem')).toHaveCount(1)
  await unsaved.getByRole('button', { name: /^Open A steady API/ }).click()
  await idle(page)
  await expect(memory(page)).toHaveValue('3,008')
  await expect(partsOf(page).dialog).toBeHidden()
  // What was on show stays behind.
  await enter(page, memory(page), 2048)
  await openScenarios(page)
  await expect(unsaved.getByRole('button', { name: /^Open Ten callers/ })).toBeVisible()
  await unsaved.getByRole('button', { name: /^Discard Ten callers/ }).click()
  await expect(unsaved.getByRole('button', { name: /^Open Ten callers/ })).toHaveCount(0)
})
