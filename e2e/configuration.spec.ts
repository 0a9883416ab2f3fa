import type { Page } from '@playwright/test'
import { builder } from '../src/text/en/builder.ts'
import { configuration } from '../src/text/en/configuration.ts'
import { newerText } from '../src/text/en/newer.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { shell } from '../src/text/en/shell.ts'
import { textPanel, type ConfigurationMode, type TextMode } from '../src/text/en/textPanel.ts'
import { enter, expect, idle, openApp, partsOf, presetHash, seekEnd, test } from './app.ts'
import { installAxe, violations } from './axe.ts'

const { knobs } = configuration

async function choose(page: Page, mode: ConfigurationMode): Promise<void> {
  await page.getByRole('radio', { name: textPanel.modes[mode], exact: true }).click()
  if (mode !== 'knobs') await expect(textOf(page, mode)).toBeVisible()
}
const textOf = (page: Page, mode: TextMode) => page.getByRole('textbox', { name: textPanel.labels[mode], exact: true })
const statusOf = (page: Page) => page.locator('.text-status')
const memory = (page: Page) => partsOf(page).field(knobs.MemorySize.label, knobs.MemorySize.unit)

async function rewrite(page: Page, mode: TextMode, change: (text: string) => string): Promise<void> {
  const field = textOf(page, mode)
  await field.fill(change(await field.inputValue()))
}

test.describe('AWS CLI commands', () => {
  test('change the run and the knobs, as one step', async ({ page }) => {
    await openApp(page, presetHash('first-burst'))
    await seekEnd(page)
    const { number, button } = partsOf(page)
    const before = await number(numbers.labels.costUsd).textContent()
    await choose(page, 'cli')
    await rewrite(page, 'cli', (text) => text.replace(/--memory-size \d+/, '--memory-size 2048'))
    await expect(statusOf(page)).toContainText(textPanel.applied)
    await expect(number(numbers.labels.costUsd)).not.toHaveText(before ?? '')
    await choose(page, 'knobs')
    await expect(memory(page)).toHaveValue('2,048')
    await button(shell.undo).click()
    await expect(memory(page)).toHaveValue('512')
    await expect(button(shell.undo)).toHaveAttribute('aria-disabled', 'true')
  })

  test('follow the knobs', async ({ page }) => {
    await openApp(page)
    await enter(page, memory(page), 1024)
    await choose(page, 'cli')
    await expect(textOf(page, 'cli')).toHaveValue(/--memory-size 1024/)
    await partsOf(page).button(shell.undo).click()
    await expect(textOf(page, 'cli')).toHaveValue(/--memory-size 512/)
  })

  test('out of range say what the API would, and lead to the line', async ({ page }) => {
    await openApp(page)
    const link = page.url()
    await choose(page, 'cli')
    await rewrite(page, 'cli', (text) => text.replace(/--memory-size \d+/, '--memory-size 50'))
    await expect(statusOf(page)).toContainText(
      "1 validation error detected: Value '50' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
    )
    await expect(statusOf(page)).toContainText('128 to 10,240')
    const field = textOf(page, 'cli')
    const line = (await field.inputValue()).split('\n').findIndex((one) => one.includes('--memory-size')) + 1
    await page.getByRole('button', { name: textPanel.goTo(line) }).click()
    await expect(field).toBeFocused()
    const selected = await field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))
    expect(selected).toContain('--memory-size 50')
    expect(page.url()).toBe(link)
    await partsOf(page).button(textPanel.revert).click()
    await expect(field).toHaveValue(/--memory-size 512/)
    await expect(statusOf(page)).toContainText(textPanel.applied)
  })

  test('split the requests of an alias, and the knob follows', async ({ page }) => {
    await openApp(page, presetHash('steady-api'))
    await seekEnd(page)
    const { number, field, button } = partsOf(page)
    const before = await number(numbers.labels.coldStarts).textContent()
    await choose(page, 'cli')
    const name = '--function-name orders-api'
    const weights = `'{"AdditionalVersionWeights": {"2": 0.25}}'`
    await rewrite(page, 'cli', (text) => `${text}aws lambda create-alias ${name} --name live --function-version 1 --routing-config ${weights}\n`)
    await expect(statusOf(page)).toContainText(textPanel.applied)
    await choose(page, 'knobs')
    await button(configuration.moreOf(configuration.groups.concurrency)).click()
    await expect(field(knobs.aliasShift.label, knobs.aliasShift.unit)).toHaveValue('25')
    await button(configuration.moreOf(configuration.groups.traffic)).click()
    await page.getByRole('combobox', { name: knobs.Qualifier.label, exact: true }).click()
    await page.getByRole('option', { name: 'live' }).click()
    await expect(number(numbers.labels.coldStarts)).not.toHaveText(before ?? '')
  })

  test('can be copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await openApp(page)
    await choose(page, 'cli')
    await partsOf(page).button(textPanel.copy).click()
    await expect(partsOf(page).button(textPanel.copied)).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await textOf(page, 'cli').inputValue())
  })
})

test.describe('a SAM template', () => {
  test('changes the run, and keeps its comments while knobs change it', async ({ page }) => {
    await openApp(page)
    await choose(page, 'sam')
    await rewrite(page, 'sam', (text) => text.replace('MemorySize: 512', 'MemorySize: 1024 # twice as much'))
    await expect(statusOf(page)).toContainText(textPanel.applied)
    await choose(page, 'knobs')
    await expect(memory(page)).toHaveValue('1,024')
    await enter(page, memory(page), 2048)
    await choose(page, 'sam')
    await expect(textOf(page, 'sam')).toHaveValue(/MemorySize: 2048 # twice as much/)
  })

  test('with an intrinsic function is refused with its line', async ({ page }) => {
    await openApp(page)
    await choose(page, 'sam')
    await rewrite(page, 'sam', (text) => text.replace('MemorySize: 512', 'MemorySize: !Ref Memory'))
    const line = (await textOf(page, 'sam').inputValue()).split('\n').findIndex((one) => one.includes('!Ref')) + 1
    await expect(statusOf(page)).toContainText(textPanel.line(line))
    await expect(statusOf(page)).toContainText('uses !Ref. Intrinsic functions are not evaluated')
    await choose(page, 'knobs')
    await expect(memory(page)).toHaveValue('512')
  })

  test('says what it cannot carry', async ({ page }) => {
    await openApp(page)
    await choose(page, 'sam')
    await page.getByText(textPanel.kept).click()
    await expect(page.locator('.kept-list')).toContainText('Traffic')
  })
})

test('JSON holds the whole scenario, with the line of what is wrong', async ({ page }) => {
  await openApp(page)
  await choose(page, 'json')
  await rewrite(page, 'json', (text) => text.replace(/"seed": \d+/, '"seed": -1'))
  const line = (await textOf(page, 'json').inputValue()).split('\n').findIndex((one) => one.includes('"seed"')) + 1
  await expect(statusOf(page)).toContainText(textPanel.line(line))
  await rewrite(page, 'json', (text) => text.replace('"seed": -1', '"seed": 77'))
  await expect(statusOf(page)).toContainText(textPanel.applied)
  await choose(page, 'knobs')
  await expect(partsOf(page).field(knobs.seed.label)).toHaveValue('77')
})

test.describe('the builder', () => {
  test('adds a function with traffic of its own, renames it and takes it away', async ({ page }) => {
    await openApp(page)
    const { button } = partsOf(page)
    const chosen = page.getByRole('combobox', { name: configuration.chooseFunction })
    await button(builder.functions.add).click()
    await expect(chosen).toHaveText('function')
    const name = page.getByRole('textbox', { name: knobs.FunctionName.label, exact: true })
    await name.fill('payments')
    await name.press('Enter')
    await expect(chosen).toHaveText('payments')
    await button(builder.sources.add).click()
    await expect(page.getByRole('combobox', { name: configuration.chooseSource })).toHaveText('callers-3')
    await idle(page)
    await choose(page, 'json')
    const scenario = JSON.parse(await textOf(page, 'json').inputValue()) as { traffic: { function: string }[] }
    expect(scenario.traffic.map((source) => source.function)).toEqual(['orders-api', 'payments', 'payments'])
    await choose(page, 'knobs')
    await chosen.click()
    await page.getByRole('option', { name: 'payments' }).click()
    await button(builder.functions.remove).click()
    await expect(chosen).toHaveText('orders-api')
    await expect(button(builder.functions.remove)).toHaveAttribute('aria-disabled', 'true')
  })

  const drawn = async (page: Page) => {
    await openApp(page, presetHash('steady-api'))
    await page.getByRole('combobox', { name: knobs.arrivals.label, exact: true }).click()
    await page.getByRole('option', { name: knobs.arrivals.options?.['rate'] ?? '' }).click()
    await idle(page)
  }

  test('draws traffic by pointer and by keyboard', async ({ page }) => {
    await drawn(page)
    await seekEnd(page)
    const { number } = partsOf(page)
    const requests = number(numbers.labels.requests)
    const before = await requests.textContent()
    const field = page.getByRole('textbox', { name: builder.curve.rateLabel(2) })
    await enter(page, field, 90)
    await expect(requests).not.toHaveText(before ?? '')
    const after = await requests.textContent()
    const plot = page.getByRole('img', { name: builder.curve.drawing })
    await plot.scrollIntoViewIfNeeded()
    const box = await plot.boundingBox()
    if (box === null) throw new Error('The plot has no box')
    await page.mouse.move(box.x + 4, box.y + box.height - 4)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4, { steps: 8 })
    await page.mouse.up()
    await idle(page)
    await expect(requests).not.toHaveText(after ?? '')
    // One stroke is one step.
    await partsOf(page).button(shell.undo).click()
    await expect(requests).toHaveText(after ?? '')
  })

  test('takes counts per minute, and says which line is none', async ({ page }) => {
    await drawn(page)
    await page.getByText(builder.paste.title).click()
    const pasted = page.getByRole('textbox', { name: builder.paste.label })
    await pasted.fill('60\nmany\n30')
    await expect(page.getByText(builder.paste.bad(2, 'many'))).toBeVisible()
    await pasted.fill('60\n120\n30')
    await partsOf(page).button(builder.paste.use).click()
    await idle(page)
    await expect(partsOf(page).field(knobs.duration.label, knobs.duration.unit)).toHaveValue('180')
    await expect(page.getByRole('textbox', { name: builder.curve.rateLabel(3) })).toHaveValue('2')
  })

  test('takes a measured shape, and the quota of a new account', async ({ page }) => {
    await drawn(page)
    await page.getByRole('combobox', { name: builder.shape.label }).click()
    await page.getByRole('option', { name: builder.shape.shapes['office-hours'] }).click()
    await idle(page)
    await expect(page.getByText(/and \d+ more; draw/)).toBeVisible()
    await page.getByRole('combobox', { name: knobs.quota.label, exact: true }).click()
    await page.getByRole('option', { name: knobs.quota.options?.['new'] ?? '' }).click()
    await expect(partsOf(page).field(knobs.ConcurrentExecutions.label)).toHaveValue('10')
  })
})

for (const scheme of ['light', 'dark'] as const) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    const tag = (scheme === 'light') === (viewport.width === 1440) ? [] : ['@full']
    test(`every form of the configuration is accessible: ${scheme}, ${viewport.width}`, { tag }, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize(viewport)
      await installAxe(page)
      await openApp(page)
      if (viewport.width < 600) await page.getByRole('tab', { name: shell.tabs.configuration }).click()
      for (const mode of ['cli', 'sam', 'json'] as const) {
        await choose(page, mode)
        expect(await violations(page), mode).toEqual([])
        await textOf(page, mode).fill('aws: [')
        await expect(statusOf(page)).toContainText(textPanel.refusedNote)
        expect(await violations(page), `${mode}, refused`).toEqual([])
        await partsOf(page).button(textPanel.revert).click()
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      }
      await choose(page, 'knobs')
      await page.getByRole('combobox', { name: knobs.arrivals.label, exact: true }).click()
      await page.getByRole('option', { name: knobs.arrivals.options?.['rate'] ?? '' }).click()
      await page.getByText(builder.paste.title).click()
      expect(await violations(page), 'curve').toEqual([])
    })
  }
}

test('a scenario that uses what its day did not have says so, until its day has it', async ({ page }) => {
  await openApp(page)
  const notice = page.locator('.newer')
  const day = page.getByLabel(shell.asOfLabel)
  await expect(notice).toHaveCount(0)
  await choose(page, 'json')
  await rewrite(page, 'json', (text) => text.replace('"x86_64"', '"arm64"'))
  await expect(statusOf(page)).toContainText(textPanel.applied)
  await choose(page, 'knobs')
  await day.fill('2021-09-28')
  await expect(notice).toContainText('2021-09-28')
  await expect(notice).toContainText('arm64')
  await expect(notice).toContainText('AV-05')
  await day.fill('2021-09-29')
  await expect(notice).not.toContainText('arm64')
  await notice.getByRole('button', { name: newerText.dismiss }).click()
  await expect(notice).toHaveCount(0)
  await day.fill('2026-11-23')
  await expect(notice).toHaveCount(0)
})
