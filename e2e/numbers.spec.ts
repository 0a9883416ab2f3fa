import type { Page } from '@playwright/test'
import { cloudwatch } from '../src/text/en/cloudwatch.ts'
import { events } from '../src/text/en/events.ts'
import { logs } from '../src/text/en/logs.ts'
import { configuration } from '../src/text/en/configuration.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { shell } from '../src/text/en/shell.ts'
import { sureText } from '../src/text/en/sure.ts'
import { tableText } from '../src/text/en/table.ts'
import { expect, idle, openApp, partsOf, presetHash, seekEnd, test } from './app.ts'
import { installAxe, violations } from './axe.ts'
import { crowdedControls, sidewaysScroll } from './geometry.ts'

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
const open = async (page: Page, name: string): Promise<void> => {
  await tab(page, name).click()
  await idle(page)
}
const part = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await idle(page)
}

/** Puts the playhead at a time, as typed. */
async function seek(page: Page, time: string): Promise<void> {
  await partsOf(page).time.fill(time)
  await partsOf(page).time.press('Enter')
  await idle(page)
}

/** The rows of the metric's table, `time value`. */
const points = (page: Page) => page.locator('.series-table tbody tr')

/** Opens the metrics as a table, from the start of the run. */
async function openMetrics(page: Page): Promise<void> {
  await openApp(page, presetHash('first-burst'))
  await open(page, shell.tabs.metrics)
  await partsOf(page).button(cloudwatch.table).click()
}

test.describe('metrics', () => {
  test('follow the playhead: an invocation counts where it began, once it has ended', async ({ page }) => {
    await openMetrics(page)
    await seek(page, '1.5 s')
    await expect(page.locator('.metric-total b')).toHaveText('–')
    await seekEnd(page)
    await expect(page.locator('.metric-total b')).toHaveText('22')
    await expect(points(page)).toHaveText(['0 s–', '1 s8', '2 s6', '3 s–', '4 s8', '5 s–', '6 s–'])
    await choose(page, cloudwatch.metric, 'Throttles')
    await expect(page.locator('.metric-total b')).toHaveText('3')
  })
  test('are told at the resolution chosen', async ({ page }) => {
    await openMetrics(page)
    await seekEnd(page)
    await choose(page, cloudwatch.period, '1 minute')
    await expect(points(page)).toHaveText(['0 s22'])
    await choose(page, cloudwatch.metric, 'ConcurrentExecutions')
    await expect(points(page)).toHaveText(['0 s8'])
    await partsOf(page).button(cloudwatch.table).click()
    await expect(page.locator('.metric-limit')).toHaveText(/^reserved 8$/)
    await expect(page.getByRole('img', { name: /^ConcurrentExecutions, Maximum per 1 minute: 1 point, the highest 8\.$/ })).toBeVisible()
  })
})

test.describe('log', () => {
  test('is thinned out by what is typed and chosen', async ({ page }) => {
    await openApp(page, presetHash('first-burst'))
    await open(page, shell.tabs.log)
    const count = page.locator('.log-head [role=status]')
    const all = Number(await count.textContent())
    expect(all).toBeGreaterThan(60)
    await choose(page, logs.type, logs.types.report)
    await expect(count).toHaveText('22')
    await page.getByRole('searchbox', { name: logs.filter }).fill('req 4')
    await expect(count).toHaveText('1')
    await page.getByRole('searchbox', { name: logs.filter }).fill('init duration')
    await expect(count).toHaveText('8')
    await page.getByRole('tabpanel', { name: shell.tabs.log }).getByRole('radio', { name: logs.formats.json, exact: true }).click()
    await page.getByRole('searchbox', { name: logs.filter }).fill('')
    await choose(page, logs.level, logs.andAbove(logs.levels.WARN))
    await expect(page.getByText(logs.empty)).toBeVisible()
  })
  test('a line selects its record, here and among the events', async ({ page }) => {
    await openApp(page, presetHash('first-burst'))
    await open(page, shell.tabs.log)
    await page.getByRole('searchbox', { name: logs.filter }).fill('env 2 REPORT')
    const line = page.locator('.log-line').first()
    await line.click()
    await expect(line).toHaveAttribute('data-selected')
    await expect(page.getByRole('region', { name: logs.selected })).toContainText('Billed Duration: ')
    await expect(page.getByRole('region', { name: logs.selected })).toContainText('/aws/lambda/orders-api')
    await open(page, shell.tabs.events)
    await expect(page.locator('.event[data-selected]')).toContainText('env 2')
  })
  test('is walked through with the arrows, as one tab stop', async ({ page }) => {
    await openApp(page, presetHash('first-burst'))
    await open(page, shell.tabs.log)
    await page.locator('.log-line [tabindex="0"]').focus()
    await page.keyboard.press('Home')
    await expect(page.locator('.log-line [data-row="0"]')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(page.locator('.log-line [data-row="1"]')).toBeFocused()
    await expect(page.locator('.log-line [tabindex="0"]')).toHaveCount(1)
  })
})

test('the bill by component adds up to the total, which is the one of the overview', async ({ page }) => {
  await openApp(page, presetHash('two-functions'))
  await seekEnd(page)
  const shown = (await partsOf(page).number(numbers.labels.costUsd).textContent()) ?? ''
  await part(page, numbers.parts.cost).click()
  const table = page.getByRole('table', { name: numbers.bill.table })
  await expect(table.locator('tfoot tr').first().locator('td')).toHaveText(shown)
  const amounts = await table.locator('tbody tr td:last-child').allTextContents()
  expect(amounts.length).toBeGreaterThan(3)
  const dollars = (text: string): number => Number(text.replace(/[$,]/g, ''))
  const sum = amounts.reduce((total, amount) => total + dollars(amount), 0)
  // Each amount is shown to three digits.
  expect(Math.abs(sum - dollars(shown)) / dollars(shown)).toBeLessThan(0.01)
})

test('latencies are split into cold and warm', async ({ page }) => {
  await openApp(page, presetHash('first-burst'))
  await seekEnd(page)
  await part(page, numbers.parts.latency).click()
  await expect(page.getByRole('table', { name: numbers.histogram.table }).locator('tbody tr').last()).toHaveText('Count22814')
  await expect(page.getByRole('img', { name: /^22 invocations, 8 of them cold/ })).toBeVisible()
  await part(page, numbers.parts.limits).click()
  await expect(page.getByRole('list', { name: numbers.limits.list }).getByText('of 1,000').first()).toBeVisible()
})

test('the table stands for the timeline: all records, sorted, selected', async ({ page }) => {
  await openApp(page, presetHash('first-burst'))
  await partsOf(page).button(tableText.show).click()
  const table = page.getByRole('table', { name: tableText.caption })
  const rows = await table.getAttribute('aria-rowcount')
  expect(await page.getByRole('table', { name: events.caption }).getAttribute('aria-rowcount')).toBe(rows)
  const start = table.getByRole('columnheader', { name: tableText.sort(tableText.columns.start) })
  await expect(start).toHaveAttribute('aria-sort', 'ascending')
  await partsOf(page).button(tableText.sort(tableText.columns.duration)).click()
  await expect(start).toHaveAttribute('aria-sort', 'none')
  await table.locator('[tabindex="0"]').last().focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(table.locator('tbody tr[data-selected]')).toHaveCount(1)
  await expect(page.getByRole('tab', { name: shell.tabs.inspect })).toHaveAttribute('aria-selected', 'true')
  await partsOf(page).button(tableText.show).click()
  await expect(partsOf(page).timeline).toBeVisible()
})

test('what the picture rests on is told, with what is left out', async ({ page }) => {
  await openApp(page, presetHash('java-snapstart'))
  await partsOf(page).button(sureText.open).click()
  const { dialog } = partsOf(page)
  await expect(dialog).toContainText('MD-11')
  await expect(dialog).toContainText('Taking the snapshot')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.locator('.stage-legend .confidence-mark').first()).toBeVisible()
})

test('what to look for is told in the numbers of the preset; once it was changed, as of the original', async ({ page }) => {
  await openApp(page, presetHash('first-burst'))
  await expect(page.locator('.look-for p')).toContainText('eight start cold and two are refused')
  const reserved = page.getByRole('slider', { name: 'ReservedConcurrentExecutions', exact: true })
  await reserved.press('ArrowLeft')
  await idle(page)
  await page.getByText(configuration.changes.about).click()
  await expect(page.locator('.about-original')).toContainText('eight start cold and two are refused')
})

for (const [name, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 }, small: { width: 320, height: 640 } })) {
  test(`${name}: panels are accessible and fit`, { tag: name === 'wide' ? [] : '@full' }, async ({ page }) => {
    await installAxe(page)
    await page.setViewportSize(viewport)
    await openApp(page, presetHash('two-functions'))
    const check = async (what: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await idle(page)
        expect.soft(await violations(page), `${what} ${colorScheme}`).toEqual([])
      }
      expect.soft(await sidewaysScroll(page), what).toBe(0)
      expect.soft(await crowdedControls(page), what).toEqual([])
    }
    await partsOf(page).button(tableText.show).click()
    await expect(page.getByRole('table', { name: tableText.caption })).toBeVisible()
    await check('table')
    await partsOf(page).button(tableText.show).click()
    await open(page, shell.tabs.numbers)
    for (const name of [numbers.parts.latency, numbers.parts.cost, numbers.parts.limits]) {
      await part(page, name).click()
      await check(name)
    }
    await open(page, shell.tabs.metrics)
    await partsOf(page).button(cloudwatch.table).click()
    await check('metrics as a table')
    await open(page, shell.tabs.log)
    await page.getByRole('tabpanel', { name: shell.tabs.log }).getByRole('radio', { name: logs.formats.json, exact: true }).click()
    await page.locator('.log-line').nth(3).click()
    await check('log')
  })
}
