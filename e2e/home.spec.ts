import type { Page } from '@playwright/test'
import { fatesOf } from '../src/metrics/fates.ts'
import { HOME_PRESET } from '../src/scenario/presets/index.ts'
import { simulate } from '../src/sim/simulate.ts'
import { home as text } from '../src/text/en/home.ts'
import { shell } from '../src/text/en/shell.ts'
import { whyText } from '../src/text/en/why.ts'
import { breakRuns, expect, idle, linkField, test } from './app.ts'
import { installAxe, violations } from './axe.ts'
import { sidewaysScroll } from './geometry.ts'
import { colouredPixels } from './runs.ts'

const COUNT = 10
/** What the engine makes of the home scenario, with a limit on how many run at once. */
const runWith = (limit: number | null) =>
  simulate({ ...HOME_PRESET.scenario, functions: HOME_PRESET.scenario.functions.map((fn) => ({ ...fn, ReservedConcurrentExecutions: limit })) })
const fatesWith = (limit: number | null) => fatesOf(runWith(limit), COUNT)
const coldWith = (limit: number | null): number => fatesWith(limit).filter(({ fate }) => fate === 'cold').length

async function openHome(page: Page): Promise<void> {
  await page.goto('./')
  await idle(page)
}

/** Where the test is not about what plays: nothing does, and nobody waits for its end. */
async function openStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openHome(page)
}

const question = (page: Page) => page.getByTestId('first-question')
const number = (page: Page, n: number) => page.getByRole('radiogroup', { name: text.numbers }).getByRole('radio', { name: String(n), exact: true })
const commit = (page: Page) => page.getByRole('button', { name: text.commit })
const reserved = (page: Page, name: string) => page.getByRole('radiogroup', { name: text.reserved }).getByRole('radio', { name, exact: true })

test('within a second of the page opening real traffic arrives, and the answer waits', async ({ page }) => {
  await page.goto('./')
  const picture = page.getByTestId('requests')
  await expect.poll(() => colouredPixels(picture), { timeout: 5000 }).toBeGreaterThan(20)
  await expect(page).toHaveTitle(`${text.title} · ${shell.product}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text.heading(COUNT))
  await idle(page)
  await expect(question(page)).toHaveAttribute('data-phase', 'asked')
  await expect(question(page).getByText(text.fates.cold, { exact: true })).toHaveCount(0)
  await expect(page.getByRole('navigation').getByRole('link', { name: shell.homePlace })).toHaveAttribute('aria-current', 'page')
})

test('nothing of the Lab is loaded at the front door', async ({ page }) => {
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await openHome(page)
  expect(loaded.filter((path) => /\/(Lab|Configuration|side|Select)-/.test(path))).toEqual([])
})

test('a number is committed to, the truth is drawn over it, and why leads to the record where they part', async ({ page }) => {
  await openHome(page)
  const said = 5
  const was = coldWith(8)
  await expect(commit(page)).toHaveAttribute('aria-disabled', 'true')
  await number(page, said).check({ force: true })
  await commit(page).click()
  await idle(page)
  await expect(question(page).getByText(text.verdict.wrong(said, was))).toBeVisible()
  await expect(question(page).getByText(text.verdict.parted(said + 1))).toBeVisible()
  await expect(question(page).locator('[data-fate=cold]')).toHaveCount(was)
  await expect(question(page).locator('[data-said=true]')).toHaveCount(said)
  await page.getByRole('link', { name: text.whyLabel(said + 1) }).click()
  await idle(page)
  const parted = fatesWith(8)[said]!
  expect(Number(linkField(page, 't'))).toBeCloseTo(parted.decided / 1000, 3)
  await expect(page.getByRole('list', { name: whyText.lead })).toBeVisible()
})

test('each row that is told leads to its reason', async ({ page }) => {
  await openStill(page)
  await page.getByRole('button', { name: text.show }).click()
  await idle(page)
  const rows = page.getByRole('list', { name: text.picture }).getByRole('button')
  await rows.first().focus()
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await idle(page)
  // Its handler, whose chain holds everything the request waited for.
  const handler = fatesWith(8)[3]!.parts.at(-1)!
  expect(Number(linkField(page, 't'))).toBeCloseTo(runWith(8).records.time[handler]! / 1000, 3)
  const steps = page.getByRole('list', { name: whyText.lead })
  await expect(steps.locator('> li')).toHaveCount(5)
})

test('requests are marked one by one, by keyboard alone', async ({ page }) => {
  await openStill(page)
  const toggles = page.getByRole('list', { name: text.picture }).getByRole('button')
  await toggles.first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(toggles.nth(1)).toHaveAttribute('aria-pressed', 'true')
  await expect(number(page, 2)).toBeChecked()
  // One tab stop for the rows.
  await page.keyboard.press('Tab')
  await expect(number(page, 2)).toBeFocused()
  await commit(page).press('Enter')
  await idle(page)
  await expect(question(page).getByText(text.verdict.parted(3))).toBeVisible()
})

test('a guess is kept over a reload, and can be made again with another knob', async ({ page }) => {
  await openStill(page)
  await number(page, coldWith(8)).check({ force: true })
  await commit(page).click()
  await idle(page)
  await expect(question(page).getByText(text.verdict.right(coldWith(8)))).toBeVisible()
  await page.reload()
  await idle(page)
  await expect(question(page).getByText(text.verdict.right(coldWith(8)))).toBeVisible()
  await reserved(page, text.reservedNone).check({ force: true })
  await idle(page)
  await expect(question(page)).toHaveAttribute('data-phase', 'asked')
  await expect(question(page).getByText(text.columns.guess)).toBeVisible()
  await page.getByRole('button', { name: text.show }).click()
  await idle(page)
  await expect(question(page).getByText(text.verdict.shown(coldWith(null)))).toBeVisible()
  // Nothing was said, so there is no column for it.
  await expect(question(page).getByText(text.columns.guess)).toHaveCount(0)
  await page.getByRole('button', { name: text.again }).click()
  await idle(page)
  await expect(commit(page)).toBeVisible()
})

test('without motion nothing plays: the arrivals stand, then the answer', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('./')
  await expect.poll(() => colouredPixels(page.getByTestId('requests'))).toBeGreaterThan(20)
  await expect(page.getByTestId('home-play')).toHaveAccessibleName(text.replay)
  await page.getByRole('button', { name: text.show }).click()
  await expect(question(page).getByText(text.verdict.shown(coldWith(8)))).toBeVisible()
})

test('doors lead to presets, and back comes home', async ({ page }) => {
  await openStill(page)
  await page.getByRole('link', { name: /A steady API/ }).click()
  await idle(page)
  await expect(page).toHaveTitle(/A steady API/)
  await expect(page.getByRole('navigation').getByRole('link', { name: shell.lab, exact: true })).toHaveAttribute('aria-current', 'page')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text.heading(COUNT))
  await page.getByRole('link', { name: shell.lab, exact: true }).click()
  await expect(page.getByTestId('stage')).toBeVisible()
  await page.getByRole('link', { name: shell.home }).click()
  await expect(question(page)).toBeVisible()
})

test('stage and question need no scrolling on a laptop, and the page none sideways on a phone', async ({ page }) => {
  await openStill(page)
  await expect(commit(page)).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 320, height: 640 })
  await idle(page)
  expect(await sidewaysScroll(page)).toBe(0)
})

for (const theme of ['light', 'dark', 'projector'] as const) {
  test(`axe finds nothing, before and after the answer: ${theme}`, { tag: theme === 'projector' ? '@full' : [] }, async ({ page }) => {
    await installAxe(page)
    await page.addInitScript((value) => localStorage.setItem('lambdascope.settings', JSON.stringify({ theme: value })), theme)
    await openStill(page)
    expect.soft(await violations(page), 'asked').toEqual([])
    await number(page, 5).check({ force: true })
    await commit(page).click()
    await idle(page)
    expect.soft(await violations(page), 'told').toEqual([])
  })
}

test('a run that fails says so', async ({ page }) => {
  await breakRuns(page, 'The engine broke.')
  await page.goto('./')
  await expect(page.getByRole('alert')).toContainText('The engine broke.')
})

test('without workers a plain message stands in place of everything', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'))
  await page.goto('./')
  await expect(page.getByRole('heading', { name: shell.noWorker.title })).toBeVisible()
})

test('a worker that cannot be started is told of', async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = new Proxy(window.Worker, {
      construct: () => {
        throw new Error('Workers are switched off.')
      },
    })
  })
  await page.goto('./')
  await expect(page.getByRole('alert')).toContainText('Workers are switched off.')
})

test('a browser that is too old is told so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Array.prototype, 'toSorted'))
  await page.goto('./')
  await expect(page.locator('#unsupported')).toBeVisible()
  await expect(page.locator('#unsupported')).toContainText('too old')
})
