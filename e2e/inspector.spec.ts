import type { Locator, Page } from '@playwright/test'
import { compare } from '../src/text/en/compare.ts'
import { events } from '../src/text/en/events.ts'
import { inspectorText } from '../src/text/en/inspector.ts'
import { rulesText } from '../src/text/en/rules.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'
import { whyText } from '../src/text/en/why.ts'
import { expect, idle, linkField, openApp, partsOf, presetHash, test } from './app.ts'
import { installAxe, violations } from './axe.ts'
import { focusReport } from './focus.ts'

const { kinds } = stageText

const inspector = (page: Page): Locator => page.getByRole('region', { name: inspectorText.title, exact: true })
const heading = (page: Page): Locator => inspector(page).getByRole('heading', { level: 2 })
const why = (page: Page): Locator => inspector(page).getByRole('button', { name: whyText.open, exact: true })
const steps = (page: Page): Locator => inspector(page).locator('.why-step')
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true })

/** Shows one kind of record in the list. */
async function filter(page: Page, kind: string): Promise<void> {
  await page.getByRole('combobox', { name: events.filter }).click()
  await page.getByRole('option', { name: kind, exact: true }).click()
  await idle(page)
}

async function selectInList(page: Page, kind: string, request: number): Promise<void> {
  await filter(page, kind)
  const row = page.locator('.event').filter({ hasText: new RegExp(`${events.request(String(request))}(?!\\d)`) })
  // Only rows in sight are there: from the top, if it is further up.
  if ((await row.count()) === 0) {
    await page.locator('.events [data-row][tabindex="0"]').focus()
    await page.keyboard.press('Home')
  }
  await row.click()
  await idle(page)
}

test('why the fourth request was slow, with the mouse', async ({ page }) => {
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  await expect(tab(page, shell.tabs.inspect)).toHaveAttribute('aria-selected', 'true')
  await expect(heading(page)).toHaveText(`${kinds.handler}, request 4`)
  await expect(inspector(page)).toContainText(/waited \d+\sms for the start of env 4/)
  await why(page).click()
  await expect(why(page)).toHaveAttribute('aria-expanded', 'true')
  await expect(steps(page)).toHaveCount(5)
  const create = steps(page).filter({ hasText: 'All 3 environments of orders-api were busy' })
  await expect(create).toContainText(rulesText['LC-18'].name)
  await expect(create.getByRole('link')).toHaveAttribute('href', /^https:\/\/docs\.aws\.amazon\.com/)
  await expect(create).toContainText('documented LC-18')
  await expect(create).toContainText(whyText.roles.decided)
  await expect(steps(page).last()).toContainText(whyText.roles.began)
  await expect(inspector(page).getByText(/AWS SDK, Node.js.* took \d+\sms/)).toBeVisible()
  // An environment that was busy leads to what it was doing.
  await create.getByRole('button', { name: 'env 3, request 3' }).click()
  await expect(heading(page)).toContainText('request 3')
  await inspector(page).getByRole('button', { name: inspectorText.close }).click()
  await expect(tab(page, shell.tabs.numbers)).toHaveAttribute('aria-selected', 'true')
})

test('why the fourth request was slow, by keyboard alone', async ({ page }) => {
  await openApp(page)
  await partsOf(page).timeline.focus()
  await page.keyboard.press('ArrowRight')
  for (let row = 1; row < 4; row++) await page.keyboard.press('ArrowDown')
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText(`${kinds.handler}, request 4`)
  // Selecting leaves the focus where it is; asked again, the inspector takes it.
  await expect(partsOf(page).timeline).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(why(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(steps(page)).toHaveCount(5)
  const title = heading(page)
  for (const kind of [kinds.functionInit, kinds.runtimeStart, kinds.create, kinds.arrival]) {
    await page.keyboard.press('c')
    await expect(title).toHaveText(`${kind}, request 4`)
    await expect(steps(page)).toHaveCount(5)
  }
  // The root has no cause.
  await page.keyboard.press('c')
  await expect(title).toHaveText(`${kinds.arrival}, request 4`)
  await expect(partsOf(page).time).toHaveValue('1.028')
  await page.keyboard.press('e')
  await expect(title).toHaveText(`${kinds.create}, request 4`)
  await expect(steps(page).nth(3)).toHaveAttribute('aria-current', 'step')
  await page.keyboard.press('Escape')
  await expect(tab(page, shell.tabs.numbers)).toHaveAttribute('aria-selected', 'true')
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.events, .stage-timeline') !== null)).toBe(true)
})

test('the address keeps the selection and its reason', async ({ page, context }) => {
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  await why(page).click()
  await expect.poll(() => linkField(page, 'i')).toMatch(/^r\d+y$/)
  const said = await inspector(page).textContent()
  const other = await context.newPage()
  await other.goto(page.url())
  await idle(other)
  await expect(heading(other)).toHaveText(`${kinds.handler}, request 4`)
  await expect(inspector(other)).toHaveText(said ?? '')
})

test('C and E step along the causes on the stage too', async ({ page }) => {
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  await why(page).click()
  await partsOf(page).timeline.focus()
  await page.keyboard.press('c')
  await expect(heading(page)).toHaveText(`${kinds.functionInit}, request 4`)
  await page.keyboard.press('e')
  await expect(heading(page)).toHaveText(`${kinds.handler}, request 4`)
  await expect(page.locator('.stage-selection')).toBeAttached()
})

test('the list of causes follows who steps along it, and nothing else moves', async ({ page }) => {
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  await why(page).click()
  const later = inspector(page).getByRole('button', { name: whyText.cause })
  const top = () => page.evaluate(() => window.scrollY + (document.querySelector('.stage-column')?.scrollTop ?? 0))
  const before = await top()
  for (let step = 1; step < 5; step++) {
    await later.click()
    await expect(steps(page).nth(step)).toHaveAttribute('aria-current', 'step')
    await expect(steps(page).nth(step).locator('.why-sentence')).toBeInViewport({ ratio: 1 })
    // Under the pointer for the next press.
    await expect(later).toBeInViewport({ ratio: 1 })
    await expect(later).toBeFocused()
  }
  expect(await top()).toBe(before)
})

test('from the list: Enter selects, Enter again reads, Escape returns to the row', async ({ page }) => {
  await openApp(page)
  const row = partsOf(page).events.locator('.event-button[tabindex="0"]')
  await row.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const focused = page.locator('.event-button:focus')
  await expect(focused).toHaveAttribute('aria-pressed', 'true')
  const index = await focused.getAttribute('data-row')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toBeFocused()
  expect((await focusReport(page))?.wrong).toEqual([])
  await page.keyboard.press('Escape')
  await expect(focused).toHaveAttribute('data-row', index ?? '')
  await expect(inspector(page)).toHaveCount(0)
})

test('a throttle: eight of eight busy, each of them to be looked at, and the run without the rule', async ({ page }) => {
  await openApp(page)
  await selectInList(page, kinds.throttle, 9)
  await expect(inspector(page)).toContainText('ReservedFunctionConcurrentInvocationLimitExceeded')
  await why(page).click()
  const first = steps(page).first()
  await expect(first).toContainText('8 of the 8 executions reserved for orders-api were busy')
  await expect(first).toContainText(whyText.inFlight(8, 8))
  const blockers = first.getByRole('list', { name: whyText.obstacles.throttle }).getByRole('button')
  await expect(blockers).toHaveCount(8)
  await blockers.nth(4).click()
  await expect(heading(page)).toContainText('request 5')
  await selectInList(page, kinds.throttle, 9)
  await inspector(page).getByRole('button', { name: whyText.whatIfLabel(rulesText['CC-04'].name) }).click()
  await idle(page)
  await expect(partsOf(page).banners).toContainText(rulesText['CC-04'].name)
  await expect(partsOf(page).button(shell.undo)).toBeEnabled()
  await expect(page.locator('.stage-timeline')).not.toContainText('throttled')
  await partsOf(page).button(shell.undo).click()
  await idle(page)
  await expect(partsOf(page).banners).toHaveCount(0)
})

test('what would have helped: provisioned concurrency, and the same request without its cold start', async ({ page }) => {
  await installAxe(page)
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  await why(page).click()
  // The question stays that about the effect, whichever cause one has got to.
  await inspector(page).getByRole('button', { name: whyText.cause }).click()
  const remedy = inspector(page).getByRole('button', { name: whyText.helped.remedies.provisioned(8), exact: true })
  await remedy.focus()
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(heading(page)).toHaveText(`${kinds.handler}, request 4`)
  await expect(inspector(page)).toContainText('was already provisioned and had been idle')
  await expect(inspector(page).getByText(whyText.helped.title)).toHaveCount(0)
  // What it did is told where it was pressed, and is read next.
  const result = inspector(page).getByRole('region', { name: whyText.helped.tried.title })
  await expect(result).toBeFocused()
  await expect(result).toBeInViewport({ ratio: 1 })
  await expect(result).toContainText(whyText.helped.remedies.provisioned(8))
  await expect(result).toContainText(/Request 4: 903\sms → 451\sms\./)
  await expect(result).toContainText(/At this rate \$[\d.]+ a day more\./)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await idle(page)
    expect.soft(await violations(page), colorScheme).toEqual([])
  }
  await partsOf(page).button(shell.undo).click()
  await idle(page)
  await expect(remedy).toBeVisible()
  await expect(result).toHaveCount(0)
  await partsOf(page).button(shell.redo).click()
  await idle(page)
  await result.getByRole('button', { name: whyText.helped.tried.compare }).click()
  await idle(page)
  await expect(page.getByRole('radio', { name: compare.future('b') })).toBeFocused()
  await expect(page.getByRole('region', { name: compare.bar })).toContainText('cold starts')
  await expect(result.getByRole('button')).toHaveCount(0)
  for (let step = 0; step < 2; step++) {
    await partsOf(page).button(shell.undo).click()
    await idle(page)
  }
  // Nothing of it for what was refused.
  await selectInList(page, kinds.throttle, 9)
  await expect(inspector(page).getByRole('button', { name: whyText.helped.remedies.reserve(16) })).toBeVisible()
  await expect(remedy).toHaveCount(0)
})

test('why not: how near a request came to being throttled, and why it was warm', async ({ page }) => {
  await openApp(page)
  await selectInList(page, kinds.handler, 11)
  const { throttled, cold } = whyText.not
  await inspector(page).getByText(throttled.title).click()
  await expect(inspector(page)).toContainText('0 of the 8 reserved executions were in use before it.')
  await expect(inspector(page)).toContainText(throttled.noScaling)
  await inspector(page).getByText(cold.title).click()
  await expect(inspector(page)).toContainText(/Env 1 had served before and was free for \d+\sms\./)
  await expect(inspector(page)).toContainText('8 of 8 such environments were free.')
  await selectInList(page, kinds.handler, 4)
  await expect(inspector(page).getByText(cold.title)).toHaveCount(0)
  await inspector(page).getByText(throttled.title).click()
  await expect(inspector(page)).toContainText('The scaling rate had 998 of 1,000 new environments left.')
})

test('the REPORT line is what Lambda writes, and can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  const line =
    /^REPORT RequestId: [\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}\tDuration: \d+\.\d{2} ms\tBilled Duration: \d+ ms\tMemory Size: 512 MB\tMax Memory Used: 91 MB\tInit Duration: \d+\.\d{2} ms$/
  expect(await inspector(page).locator('.report-line').textContent()).toMatch(line)
  await inspector(page).getByRole('button', { name: inspectorText.report.copy }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(line)
  await selectInList(page, kinds.throttle, 9)
  await expect(inspector(page)).toContainText(inspectorText.report.refused)
  await expect(inspector(page)).toContainText(inspectorText.price.none)
})

test('the chain can be copied as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  await why(page).click()
  await inspector(page).getByRole('button', { name: whyText.copy }).click()
  const text = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(text).toMatch(/^1\. 1\.\d+ s: Request 4 waited/)
  expect((await text()).split('\n').filter((each) => /^\d+\. /.test(each))).toHaveLength(5)
})

test('the label of a row selects its environment', async ({ page }) => {
  await openApp(page)
  const box = await partsOf(page).timeline.boundingBox()
  if (box === null) throw new Error('No timeline')
  await page.mouse.click(box.x + 30, box.y + 55)
  await expect(heading(page)).toHaveText(inspectorText.environment(1, 'orders-api'))
  await expect(inspector(page)).toContainText('There was no environment of orders-api yet, so env 1 was created.')
  await inspector(page).getByRole('button', { name: inspectorText.lane.came }).click()
  await expect(heading(page)).toHaveText(`${kinds.create}, request 1`)
  await expect(steps(page)).toHaveCount(2)
})

test('a selection stays with its request when a setting changes, and goes with the scenario', async ({ page }) => {
  await openApp(page)
  await selectInList(page, kinds.handler, 4)
  await tab(page, shell.tabs.numbers).click()
  await partsOf(page).slider('MemorySize').press('ArrowRight')
  await idle(page)
  // Nobody selected anything: the numbers stay open.
  await expect(tab(page, shell.tabs.numbers)).toHaveAttribute('aria-selected', 'true')
  await tab(page, shell.tabs.inspect).click()
  await expect(heading(page)).toHaveText(`${kinds.handler}, request 4`)
  await expect(inspector(page).locator('.report-line')).toContainText('Memory Size: 576 MB')
  await page.goto(`./${presetHash('steady-api')}`)
  await idle(page)
  await expect(tab(page, shell.tabs.numbers)).toHaveAttribute('aria-selected', 'true')
  await tab(page, shell.tabs.inspect).click()
  await expect(inspector(page)).toContainText(inspectorText.empty)
})

test.describe('accessible', () => {
  for (const [name, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, medium: { width: 1024, height: 768 }, narrow: { width: 390, height: 844 }, small: { width: 320, height: 640 } })) {
    test(`with the causes open: ${name}`, { tag: name === 'medium' || name === 'small' ? '@full' : [] }, async ({ page }) => {
      await installAxe(page)
      await page.setViewportSize(viewport)
      await openApp(page)
      if (name === 'narrow' || name === 'small') await throughPeek(page)
      else {
        await partsOf(page).timeline.press('ArrowRight')
        await partsOf(page).timeline.press('Enter')
        await why(page).click()
      }
      await expect(steps(page).first()).toBeVisible()
      for (const question of await inspector(page).locator('summary').all()) await question.click()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await idle(page)
        expect.soft(await violations(page), colorScheme).toEqual([])
      }
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect(wider).toBe(false)
      const panel = inspector(page)
      expect(await panel.evaluate((box) => box.scrollWidth <= box.clientWidth + 1)).toBe(true)
    })
  }
})

/** On a narrow screen a line under the stage leads to the inspector. */
async function throughPeek(page: Page): Promise<void> {
  await partsOf(page).timeline.press('ArrowRight')
  await partsOf(page).timeline.press('Enter')
  const peek = page.locator('.peek-open')
  await expect(peek).toContainText(`${kinds.create}, request 1`)
  await expect(tab(page, shell.tabs.stage)).toHaveAttribute('aria-selected', 'true')
  await expect(partsOf(page).play).toBeInViewport({ ratio: 1 })
  await expect(peek).toBeInViewport({ ratio: 1 })
  await peek.click()
  await expect(heading(page)).toBeFocused()
  await expect(partsOf(page).play).toBeInViewport({ ratio: 1 })
}
