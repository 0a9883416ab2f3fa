import type { Locator, Page } from '@playwright/test'
import { RECORD_KINDS, type Trace } from '../src/sim/trace/schema.ts'
import { configuration } from '../src/text/en/configuration.ts'
import { interventions } from '../src/text/en/interventions.ts'
import { shell } from '../src/text/en/shell.ts'
import { expect, idle, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'
import { keepTraces, lastTrace } from './runs.ts'

const text = interventions
const HOME = `${presetHash('first-burst')}&t=2500`
const NOW_US = 2_500_000

const marks = (page: Page): Locator => page.getByRole('toolbar', { name: text.marks }).getByRole('button')
const listed = (page: Page): Locator => page.locator('.intervention-list li')
const fieldOf = (page: Page, label: string, unit = ''): Locator =>
  partsOf(page).dialog.getByRole('textbox', { name: text.withUnit(label, unit), exact: true })

/** Opens the menu at the transport and chooses what to do. */
async function now(page: Page, what: keyof typeof text.menu): Promise<void> {
  await partsOf(page).button(text.nowLabel).click()
  await page.getByRole('menuitem', { name: text.menu[what].label }).click()
  await expect(partsOf(page).dialog).toBeVisible()
}

async function doIt(page: Page): Promise<void> {
  await partsOf(page).dialog.getByRole('button', { name: text.doIt, exact: true }).click()
  await expect(partsOf(page).dialog).toHaveCount(0)
  await idle(page)
}

const arrivals = (trace: Trace): number[] => {
  const arrival = RECORD_KINDS.indexOf('arrival')
  return [...trace.records.time].filter((_, row) => trace.records.kind[row] === arrival)
}

/** Everything before a moment, as text. */
const past = ({ records }: Trace, until: number): string =>
  JSON.stringify(
    [...records.time].flatMap((time, row) => {
      if (time >= until) return []
      const end = time + records.span[row]!
      const begun = [time, records.kind[row], records.lane[row], records.request[row], records.cause[row]]
      return [end < until ? [...begun, records.span[row], records.outcome[row], records.rule[row]] : begun]
    }),
  )

test('a burst now adds requests after the playhead, changes nothing before it, and can be undone', async ({ page }) => {
  await keepTraces(page)
  await openApp(page, HOME)
  const before = await lastTrace(page)
  await now(page, 'burst')
  await fieldOf(page, text.fields.count).fill('7')
  await doIt(page)
  const after = await lastTrace(page)
  expect(after.requests).toBe(before.requests + 7)
  const added = arrivals(after).filter((time) => !arrivals(before).includes(time))
  expect(added.length).toBe(7)
  expect(Math.min(...added)).toBeGreaterThanOrEqual(NOW_US)
  expect(past(after, NOW_US)).toBe(past(before, NOW_US))
  await expect(marks(page)).toHaveText([text.label({ kind: 'burst', atMs: 2500, source: 'callers', count: 7, spreadMs: 100 })])
  await expect(partsOf(page).status).toContainText(`${before.requests + 7} requests`)

  await partsOf(page).button(shell.undo).click()
  await idle(page)
  expect((await lastTrace(page)).requests).toBe(before.requests)
  await expect(marks(page)).toHaveCount(0)
  await partsOf(page).button(shell.redo).click()
  await idle(page)
  expect((await lastTrace(page)).requests).toBe(before.requests + 7)
  await expect(marks(page)).toHaveCount(1)
})

test('a mark opens what it stands for, to be changed or removed', async ({ page }) => {
  await openApp(page, HOME)
  await now(page, 'fault')
  await doIt(page)
  await marks(page).click()
  const { dialog } = partsOf(page)
  await fieldOf(page, text.fields.at, text.units.seconds).fill('3.25')
  await fieldOf(page, text.faults.errorRate.value, text.faults.errorRate.unit).fill('50')
  await dialog.getByRole('button', { name: text.save, exact: true }).click()
  await idle(page)
  await expect(marks(page)).toHaveText(['errors 50%'])
  await expect(listed(page)).toContainText('3.250 s')
  await marks(page).click()
  await dialog.getByRole('button', { name: text.remove, exact: true }).click()
  await idle(page)
  await expect(marks(page)).toHaveCount(0)
})

test('what cannot be is said in place and stays as typed', async ({ page }) => {
  await openApp(page, HOME)
  await now(page, 'setting')
  const value = fieldOf(page, text.fields.value)
  await value.fill('5000')
  const { dialog } = partsOf(page)
  await dialog.getByRole('button', { name: text.doIt, exact: true }).click()
  await expect(dialog.locator('.field-issue')).toBeVisible()
  await expect(value).toHaveValue('5,000')
  await expect(value).toHaveAttribute('aria-invalid', 'true')
  await value.fill('30')
  await doIt(page)
  await expect(marks(page)).toHaveText(['reserved 30'])
})

test('a deployment and a change of memory need new environments', async ({ page }) => {
  await keepTraces(page)
  await openApp(page, HOME)
  const creates = async (): Promise<number> => {
    const { records } = await lastTrace(page)
    return records.kind.filter((kind) => kind === RECORD_KINDS.indexOf('create')).length
  }
  const before = await creates()
  await now(page, 'deployment')
  await doIt(page)
  expect(await creates()).toBeGreaterThan(before)
})

test('by keyboard alone: letter, menu, form, list', async ({ page }) => {
  await openApp(page, HOME)
  await partsOf(page).scrubber.focus()
  await page.keyboard.press('i')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const { dialog } = partsOf(page)
  await expect(dialog).toBeVisible()
  const go = dialog.getByRole('button', { name: text.doIt, exact: true })
  for (let i = 0; i < 12 && !(await go.evaluate((button) => button === document.activeElement)); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await idle(page)
  await expect(marks(page)).toHaveCount(1)
  await expect(page.getByRole('heading', { name: configuration.interventions })).toBeAttached()
  await listed(page).getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
})

test('accessible: menu, form, marks', async ({ page }) => {
  await installAxe(page)
  await openApp(page, HOME)
  await partsOf(page).button(text.nowLabel).click()
  expect.soft(await violations(page), 'menu').toEqual([])
  await page.keyboard.press('Escape')
  for (const kind of ['burst', 'fault', 'setting'] as const) {
    await now(page, kind)
    expect.soft(await violations(page), kind).toEqual([])
    await doIt(page)
  }
  expect.soft(await violations(page), 'marks').toEqual([])
})
