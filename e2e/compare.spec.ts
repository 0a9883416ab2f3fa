import type { Page } from '@playwright/test'
import { compare } from '../src/text/en/compare.ts'
import { configuration } from '../src/text/en/configuration.ts'
import { noticeText } from '../src/text/en/issues.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { rulesText } from '../src/text/en/rules.ts'
import { shell } from '../src/text/en/shell.ts'
import { STUDY_SEEDS } from '../src/store/compareStore.ts'
import { enter, expect, idle, linkField, openApp, partsOf, presetHash, readNumbers, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

const { knobs } = configuration
const HOME = `${presetHash('first-burst')}&t=1020`
const reserved = (page: Page) => partsOf(page).field(knobs.ReservedConcurrentExecutions.label)
const words = (page: Page) => page.getByTestId('compare-words')
const future = (page: Page, name: 'a' | 'b') => page.getByRole('radio', { name: compare.future(name), exact: true })

async function choose(page: Page, opener: string, item: string): Promise<void> {
  await partsOf(page).button(opener).click()
  await page.getByRole('menuitem', { name: item }).click()
  await idle(page)
}
const fork = (page: Page, how: keyof typeof compare.menu = 'here') => choose(page, compare.forkLabel, compare.menu[how].label)
const details = async (page: Page, tab: Exclude<keyof typeof compare.dialog.tabs, 'label'>) => {
  await partsOf(page).button(compare.detailsLabel).click()
  await partsOf(page).dialog.getByRole('tab', { name: compare.dialog.tabs[tab] }).click()
}

/** Home, forked during the first burst, with more reserved concurrency in B. */
async function forked(page: Page): Promise<void> {
  await openApp(page, HOME)
  await fork(page)
  await enter(page, reserved(page), 20)
}

test('a fork keeps A, and says in words and numbers what B has less of', async ({ page }) => {
  await openApp(page, HOME)
  await fork(page)
  await expect(words(page)).toHaveText(compare.same)
  await expect(partsOf(page).status).toContainText('Forked at')
  await enter(page, reserved(page), 20)
  await expect(words(page)).toContainText('3 fewer 429s')
  await expect(words(page)).toContainText(/\$[\d.]+ a day more/)
  // The knob became an intervention at the fork.
  await expect(page.locator('.intervention-list li')).toContainText('reserved 20')
  await expect(page.locator('.intervention-list li')).toContainText('1.020 s')
  await expect(page.getByTestId('difference-lane')).toBeVisible()
  await expect(page.getByTestId('twin')).toBeVisible()

  await future(page, 'a').click()
  await idle(page)
  await expect(reserved(page)).toHaveValue('8')
  await expect(words(page)).toContainText('3 fewer 429s')
  await future(page, 'b').click()
  await idle(page)
  await expect(reserved(page)).toHaveValue('20')
})

test('before the fork both are the same; the first difference is found, and shown', async ({ page }) => {
  await forked(page)
  const { time, button, scrubber, status } = partsOf(page)
  await expect(status).toContainText('3 fewer 429s')
  await button(compare.first).click()
  await idle(page)
  const first = Number(await time.inputValue())
  expect(first).toBeGreaterThanOrEqual(1.02)
  await expect(status).toContainText('First difference')
  // What differs was selected, so that the inspector came.
  await page.getByRole('tab', { name: shell.tabs.numbers, exact: true }).click()
  // Before the fork all is the same; from there to the first difference, all but the limit.
  const inFlight = numbers.labels.inFlight
  for (const [at, limits] of [[1.019, ['8', '8']], [first - 0.001, ['8', '20']]] as const) {
    await enter(page, time, String(at))
    const b = await readNumbers(page)
    await future(page, 'a').click()
    await idle(page)
    const a = await readNumbers(page)
    const [busy = ''] = (a[inFlight] ?? '').split(' ')
    expect([a[inFlight], b[inFlight]]).toEqual(limits.map((limit) => numbers.of(busy, limit)))
    expect({ ...a, [inFlight]: busy }).toEqual({ ...b, [inFlight]: busy })
    await future(page, 'b').click()
    await idle(page)
  }
  await future(page, 'a').click()
  await idle(page)
  await scrubber.press('End')
  await idle(page)
  const a = await readNumbers(page)
  await future(page, 'b').click()
  await idle(page)
  await expect.poll(() => readNumbers(page)).not.toEqual(a)
})

test('the first difference is selected, in the future on show', async ({ page }) => {
  await forked(page)
  const title = page.getByRole('tabpanel', { name: shell.tabs.inspect }).getByRole('heading', { level: 2 })
  for (const [name, shown] of [['b', /request 9/], ['a', /request 9/]] as const) {
    await future(page, name).click()
    await partsOf(page).button(compare.first).click()
    await idle(page)
    await expect(title).toHaveText(shown)
    await expect(future(page, name)).toBeChecked()
  }
})

test('what lies beside the stretch on show comes into sight: a jump, a fork, the first difference', async ({ page }) => {
  const inSight = (ms: number) =>
    expect.poll(() => {
      const [from = 0, to = Infinity] = (linkField(page, 'v') ?? '').split('-').map(Number)
      return from <= ms && ms <= to
    }).toBe(true)
  await openApp(page, `${presetHash('first-burst')}&t=1500&v=1000-2000`)
  await partsOf(page).scrubber.press('Home')
  await inSight(0)
  await openApp(page, `${presetHash('first-burst')}&t=2500&v=1000-2000`)
  await fork(page)
  await inSight(2500)
  await inSight(1000)
  await enter(page, reserved(page), 4)
  await expect(words(page)).toContainText('429s')
  await inSight(2500)
  await inSight(2981)
})

test('fork, edit and end are steps to undo', async ({ page }) => {
  await forked(page)
  const { button } = partsOf(page)
  await button(shell.undo).click()
  await idle(page)
  await expect(words(page)).toHaveText(compare.same)
  await button(shell.undo).click()
  await idle(page)
  await expect(words(page)).toHaveCount(0)
  await button(shell.redo).click()
  await button(shell.redo).click()
  await idle(page)
  await expect(words(page)).toContainText('3 fewer 429s')
  await choose(page, compare.endLabel, compare.keep.b.label)
  await expect(words(page)).toHaveCount(0)
  await expect(page.locator('.intervention-list li')).toHaveCount(1)
  await button(shell.undo).click()
  await expect(words(page)).toContainText('3 fewer 429s')
})

test('a link restores the comparison; a broken part of it says so', async ({ page, context }) => {
  await forked(page)
  const said = await words(page).textContent()
  await expect.poll(() => linkField(page, 'f')).toBe('1020')
  const { hash } = new URL(page.url())
  const other = await context.newPage()
  await openApp(other, hash)
  await expect(words(other)).toHaveText(said ?? '')
  await expect(reserved(other)).toHaveValue('20')
  await expect(partsOf(other).banners).toHaveCount(0)

  await other.goto('about:blank')
  await openApp(other, hash.replace(/b=[^&]+/, 'b=1AAAA'))
  await expect(partsOf(other).banners).toHaveText([noticeText.brokenComparison])
  await expect(words(other)).toHaveCount(0)
})

test('a change that cannot be made while the function runs says that it holds from the start', async ({ page }) => {
  await openApp(page, HOME)
  await fork(page)
  await page.getByRole('combobox', { name: knobs.Runtime.label }).click()
  await page.getByRole('option', { name: 'Java 21', exact: true }).click()
  await idle(page)
  await expect(page.locator('.compare-note')).toHaveText(compare.fromStartNote(1))
  await details(page, 'changes')
  await expect(partsOf(page).dialog).toContainText(configuration.changes.of('orders-api', knobs.Runtime.label))
})

test('requests that differ are listed, and lead to the stage', async ({ page }) => {
  await forked(page)
  await details(page, 'requests')
  const { dialog, time } = partsOf(page)
  const rows = dialog.getByRole('row')
  await expect(rows.nth(1)).toContainText('throttled')
  await expect(rows.nth(1)).toContainText('success')
  await rows.nth(1).getByRole('button').click()
  await expect(dialog).toHaveCount(0)
  await idle(page)
  expect(Number(await time.inputValue())).toBeGreaterThan(1.02)
})

test('the rules of two days side by side, with what changed', async ({ page }) => {
  await openApp(page, presetHash('first-burst'))
  const { button, dialog, field } = partsOf(page)
  await button(compare.asOf.button).click()
  await expect(dialog).toContainText(rulesText['BL-02H'].name)
  await dialog.getByRole('button', { name: compare.asOf.compare, exact: true }).click()
  await idle(page)
  // Init was free before August 2025.
  await expect(words(page)).toContainText(/\$[\d.]+ a day less/)
  await details(page, 'changes')
  await expect(dialog).toContainText(shell.asOf)
  await expect(dialog).toContainText(rulesText['BL-02'].name)
  await page.keyboard.press('Escape')
  await expect(field(knobs.MemorySize.label, knobs.MemorySize.unit)).toBeVisible()
})

test('over many seeds: progress, cancel', async ({ page }) => {
  await openApp(page, presetHash('two-functions'))
  await fork(page, 'start')
  await details(page, 'seeds')
  const { dialog } = partsOf(page)
  await dialog.getByRole('button', { name: compare.seeds.start(STUDY_SEEDS) }).click()
  await dialog.getByRole('button', { name: compare.seeds.cancel }).click()
  await expect(page.getByTestId('seeds-status')).toHaveText(compare.seeds.cancelled)
  await expect(page.getByTestId('seeds-table')).toHaveCount(0)
})

test('over many seeds: intervals of A, B and their difference', async ({ page }) => {
  await openApp(page, presetHash('first-burst'))
  await fork(page, 'start')
  await details(page, 'seeds')
  const { dialog } = partsOf(page)
  await dialog.getByRole('button', { name: compare.seeds.start(STUDY_SEEDS) }).click()
  await expect(page.getByTestId('seeds-status')).toHaveText(compare.seeds.done(STUDY_SEEDS), { timeout: 60_000 })
  const table = page.getByTestId('seeds-table')
  for (const name of ['p50', 'p90', 'p95', 'p99', 'p99.9']) {
    const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    await expect(row).toContainText('to')
    // B is A: paired by seed, nothing differs.
    await expect(row.getByRole('cell').last()).toHaveText('0')
  }
})

test('on a narrow screen the futures are switched in the bar', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openApp(page, HOME)
  await fork(page)
  await expect(future(page, 'b')).toBeChecked()
  await page.getByRole('tab', { name: shell.tabs.configuration, exact: true }).click()
  await enter(page, reserved(page), 20)
  await page.getByRole('tab', { name: shell.tabs.stage, exact: true }).click()
  await expect(words(page)).toContainText('3 fewer 429s')
  await future(page, 'a').focus()
  await page.keyboard.press('ArrowRight')
  await expect(future(page, 'b')).toBeChecked()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('the letter F forks where the playhead is', async ({ page }) => {
  await openApp(page, HOME)
  await partsOf(page).scrubber.focus()
  await page.keyboard.press('f')
  await expect(words(page)).toHaveText(compare.same)
  // The focus goes on to the switch, not to nowhere.
  await expect(future(page, 'b')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(future(page, 'a')).toBeChecked()
})

test('accessible: bar, dialogs, both themes', async ({ page }) => {
  await installAxe(page)
  await forked(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await idle(page)
    expect.soft(await violations(page), `bar ${colorScheme}`).toEqual([])
    await details(page, 'numbers')
    for (const tab of ['numbers', 'requests', 'changes', 'seeds'] as const) {
      await partsOf(page).dialog.getByRole('tab', { name: compare.dialog.tabs[tab] }).click()
      expect.soft(await violations(page), `${tab} ${colorScheme}`).toEqual([])
    }
    await page.keyboard.press('Escape')
    await expect(partsOf(page).dialog).toHaveCount(0)
  }
})
