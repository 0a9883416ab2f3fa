import { misconceptionsText as text, misconceptionText } from '../src/text/en/misconceptions.ts'
import { scenarios } from '../src/text/en/scenarios.ts'
import { expect, idle, openApp, partsOf, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

test('a misconception opens from the list of presets; what is true is told in the counts of the run on show', async ({ page }) => {
  await installAxe(page)
  await openApp(page)
  await partsOf(page).presets.click()
  await page.getByRole('option', { name: scenarios.misconceptions }).click()
  const dialog = page.getByRole('dialog', { name: text.title })
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(dialog).toBeVisible()
  expect(await violations(page)).toEqual([])
  const { runs, belief } = misconceptionText.M12
  await dialog.getByRole('button', { name: text.open('M12', runs.plain) }).click()
  await idle(page)
  await expect(dialog).toBeHidden()
  const card = page.getByRole('region', { name: text.one('M12') })
  await expect(card).toContainText(belief)
  await expect(card).not.toContainText(misconceptionText.M12.truth)
  await card.getByRole('button', { name: text.reveal }).click()
  await expect(card.getByText('coins paid')).toBeVisible()
  await expect(card.locator('dd')).toHaveText(['3', '2', '0'])
  await card.getByRole('button', { name: runs.call }).click()
  await idle(page)
  await expect(card.locator('dd')).toHaveText(['1', '0', '2'])
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})
