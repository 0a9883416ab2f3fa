import type { Locator, Page } from '@playwright/test'
import { inspectorText } from '../src/text/en/inspector.ts'
import { messagesText } from '../src/text/en/messages.ts'
import { modelsText } from '../src/text/en/models.ts'
import { whyText } from '../src/text/en/why.ts'
import { expect, idle, openApp, partsOf, presetHash, seekEnd, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

const inspector = (page: Page): Locator => page.getByRole('region', { name: inspectorText.title, exact: true })
const heading = (page: Page): Locator => inspector(page).getByRole('heading', { level: 2 })

test('from a batch to its poison message, to what went wrong first, by keyboard', async ({ page }) => {
  await installAxe(page)
  await openApp(page, presetHash('poison-message'))
  await page.getByRole('button', { name: /Batch 1: 10 messages/ }).nth(1).press('Enter')
  await idle(page)
  const rows = inspector(page).locator('.batch-message')
  await expect(rows).toHaveCount(10)
  await expect(inspector(page)).toContainText(messagesText.batch.deadLettered(1))
  await rows.first().focus()
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
  await expect(rows.nth(3)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Message 4 of reporting-queue')
  await expect(heading(page)).toBeFocused()
  await inspector(page).getByRole('button', { name: whyText.open, exact: true }).press('Enter')
  const steps = inspector(page).locator('.why-step')
  await expect(steps).toHaveCount(6)
  await expect(steps.first()).toContainText('maxReceiveCount is 3')
  await expect(steps.filter({ hasText: messagesText.why.roles.first })).toContainText(messagesText.why.left.reported)
  expect(await violations(page)).toEqual([])
})

test('the models stand side by side and lead to their attempts; a split batch is a tree one can walk', async ({ page }) => {
  await installAxe(page)
  await openApp(page, presetHash('four-ways'))
  await seekEnd(page)
  const models = page.getByTestId('models')
  for (const words of ['1 of 1', '3 of 3', 'Over: the caller has the error', 'Over: in the dead-letter queue']) await expect(models).toContainText(words)
  expect(await violations(page)).toEqual([])
  await models.getByRole('button', { name: modelsText.attempt(3, 'functionError') }).first().click()
  await expect(heading(page)).toHaveText('Handler, request 2')

  await openApp(page, presetHash('blocked-shard'))
  await page.getByRole('button', { name: /Batch 1: 8 messages/ }).nth(1).press('Enter')
  const tree = inspector(page).getByRole('tree')
  await expect(tree.getByRole('treeitem')).toHaveCount(7)
  await tree.getByRole('treeitem', { selected: true }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem')).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Batch 7 2 records done/)
  expect(await violations(page)).toEqual([])
  await expect(partsOf(page).stage).toBeVisible()
})
