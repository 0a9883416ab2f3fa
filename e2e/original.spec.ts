import { compare } from '../src/text/en/compare.ts'
import { configuration } from '../src/text/en/configuration.ts'
import { presetText } from '../src/text/en/presets.ts'
import { scenarios } from '../src/text/en/scenarios.ts'
import { shell } from '../src/text/en/shell.ts'
import { enter, expect, idle, linkField, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

const { MemorySize, ReservedConcurrentExecutions: Reserved, Timeout } = configuration.knobs
const { summary } = presetText['first-burst']
const original = compare.menu.original.label

test('a changed preset says what changed, and what was said of the original no more', async ({ page }) => {
  await openApp(page, presetHash('first-burst'))
  const { button, field } = partsOf(page)
  const head = page.locator('.configuration-head')
  await expect(head).toContainText(summary)
  await expect(head.locator('.look-for')).toContainText('eight start cold')
  await expect(button(original)).toHaveCount(0)
  const before = await field(Timeout.label, Timeout.unit).boundingBox()

  await enter(page, field(MemorySize.label, MemorySize.unit), 2048)
  await expect(head).toContainText(configuration.changes.from(null))
  await expect(head.locator('.changes li')).toHaveText(['MemorySize 512 MB → 2,048 MB'])
  await expect(head.getByText(summary)).toBeHidden()
  await expect(head.getByText('eight start cold')).toBeHidden()
  // The knobs are where they were.
  expect(Math.abs((await field(Timeout.label, Timeout.unit).boundingBox())!.y - before!.y)).toBeLessThanOrEqual(1)
  await head.getByText(configuration.changes.about).click()
  await expect(head.getByText(summary)).toBeVisible()
  await expect(head.getByText('eight start cold')).toBeVisible()

  await button(shell.undo).click()
  await expect(head.locator('.changes')).toHaveCount(0)
  await expect(head.getByText(summary)).toBeVisible()
})

test('the original is compared with after the change, by keyboard', async ({ page }) => {
  await openApp(page, presetHash('first-burst'))
  const { button, field, status } = partsOf(page)
  const reserved = field(Reserved.label)
  await enter(page, reserved, 20)
  await expect(status).toContainText('0 throttles')
  await button(original).press('Enter')
  await expect(status).toContainText(compare.status.withOriginal)
  const b = page.getByRole('radio', { name: compare.future('b'), exact: true })
  await expect(b).toBeFocused()
  await expect(page.getByTestId('compare-words')).toContainText('3 fewer 429s')
  await expect(button(original)).toHaveCount(0)
  // The link names the preset, untouched, and B by its difference.
  await expect.poll(() => linkField(page, 'b')).not.toBeNull()
  expect([linkField(page, 'p'), linkField(page, 's')]).toEqual(['first-burst', null])
  await page.keyboard.press('ArrowLeft')
  await expect(reserved).toHaveValue('8')
  await expect(page.locator('.configuration-head')).toContainText(summary)
  await button(shell.undo).click()
  await expect(reserved).toHaveValue('20')
  await expect(button(original)).toBeVisible()
})

test('on a narrow screen the comparison is shown', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openApp(page, presetHash('first-burst'))
  await page.getByRole('tab', { name: shell.tabs.configuration, exact: true }).click()
  await enter(page, partsOf(page).field(Reserved.label), 20)
  await partsOf(page).button(original).click()
  await expect(page.getByTestId('compare-words')).toContainText('3 fewer 429s')
  await expect(page.getByRole('radio', { name: compare.future('b'), exact: true })).toBeFocused()
})

test('a scenario of mine is compared with what is saved of it', async ({ page }) => {
  await installAxe(page)
  await openApp(page, presetHash('steady-api'))
  const { button, dialog, field, presets } = partsOf(page)
  await enter(page, field(MemorySize.label, MemorySize.unit), 3008)
  await presets.click()
  await page.getByRole('option', { name: scenarios.manage }).click()
  await dialog.getByRole('textbox', { name: scenarios.saveLabel }).fill('Mine')
  await button(scenarios.save).click()
  await dialog.getByRole('button', { name: scenarios.open('Mine'), exact: true }).click()
  await idle(page)
  const head = page.locator('.configuration-head')
  await expect(head.locator('h2')).toHaveText('Mine')
  // Its words are still those of the preset, which it no longer is.
  await expect(head.getByText(presetText['steady-api'].summary)).toBeHidden()
  await expect(button(original)).toHaveCount(0)
  await enter(page, field(MemorySize.label, MemorySize.unit), 2048)
  await expect(head.locator('.changes li')).toHaveText(['MemorySize 3,008 MB → 2,048 MB'])
  expect(await violations(page)).toEqual([])
  await partsOf(page).button(compare.forkLabel).click()
  await page.getByRole('menuitem', { name: original }).click()
  await page.getByRole('radio', { name: compare.future('a'), exact: true }).click()
  await expect(field(MemorySize.label, MemorySize.unit)).toHaveValue('3,008')
})
