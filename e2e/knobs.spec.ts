import type { Page } from '@playwright/test'
import { configuration } from '../src/text/en/configuration.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { shell } from '../src/text/en/shell.ts'
import { enter, expect, idle, linkField, openApp, partsOf, presetHash, readNumbers, seekEnd, test } from './app.ts'
import { pictureOf } from './runs.ts'

const { knobs, jsonDialog } = configuration
type KnobName = 'MemorySize' | 'Timeout' | 'ReservedConcurrentExecutions' | 'ConcurrentExecutions' | 'ratePerSecond' | 'ProvisionedConcurrentExecutions'
const fieldOf = (page: Page, name: KnobName) => partsOf(page).field(knobs[name].label, knobs[name].unit)

interface Change {
  knob: KnobName
  value: number
  /** The number that must come out different. */
  moves: string
}
const CHANGES: readonly (Change & { preset: string })[] = [
  { preset: 'first-burst', knob: 'MemorySize', value: 2048, moves: numbers.labels.costUsd },
  { preset: 'first-burst', knob: 'ReservedConcurrentExecutions', value: 3, moves: numbers.labels.throttles },
  { preset: 'steady-api', knob: 'ratePerSecond', value: 60, moves: numbers.labels.requests },
]

for (const { preset, knob, value, moves } of CHANGES) {
  test(`${knob} changes the picture and the numbers, and undo brings them back`, async ({ page }) => {
    await openApp(page, presetHash(preset))
    await seekEnd(page)
    const { timeline, time, button, number } = partsOf(page)
    const before = { picture: await pictureOf(timeline), numbers: await readNumbers(page), time: await time.inputValue() }
    const original = await fieldOf(page, knob).inputValue()
    await enter(page, fieldOf(page, knob), value)
    await expect(number(moves)).not.toHaveText(before.numbers[moves] ?? '')
    expect(await pictureOf(timeline)).not.toBe(before.picture)
    expect(await time.inputValue()).toBe(before.time)
    await button(shell.undo).click()
    await expect(fieldOf(page, knob)).toHaveValue(original)
    await idle(page)
    await expect.poll(() => readNumbers(page)).toEqual(before.numbers)
    await expect.poll(() => pictureOf(timeline)).toBe(before.picture)
    expect(await time.inputValue()).toBe(before.time)
    await button(shell.redo).click()
    await expect(number(moves)).not.toHaveText(before.numbers[moves] ?? '')
  })
}

test('a dragged slider is one step to undo', async ({ page }) => {
  await openApp(page)
  const { button } = partsOf(page)
  const field = fieldOf(page, 'MemorySize')
  const track = page.locator('.field').filter({ has: page.getByRole('slider', { name: knobs.MemorySize.label, exact: true }) }).locator('.slider-control')
  const box = await track.boundingBox()
  if (box === null) throw new Error('The slider has no box')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.2, y)
  await page.mouse.down()
  for (const share of [0.3, 0.45, 0.6, 0.75]) await page.mouse.move(box.x + box.width * share, y)
  await page.mouse.up()
  await idle(page)
  expect(Number((await field.inputValue()).replace(',', ''))).toBeGreaterThan(2000)
  await button(shell.undo).click()
  await expect(field).toHaveValue('512')
  await expect(button(shell.undo)).toHaveAttribute('aria-disabled', 'true')
})

interface Refusal {
  preset: string
  knob: KnobName
  value: number
  /** What the message must say: what is allowed, besides the value where it is not about this field alone. */
  says: readonly RegExp[]
  /** Whether the message stands at the field, with the value that was refused. */
  atField: boolean
}
const REFUSALS: readonly Refusal[] = [
  { preset: 'first-burst', knob: 'MemorySize', value: 64, says: [/128 to 10,240/], atField: true },
  { preset: 'first-burst', knob: 'Timeout', value: 0, says: [/1 to 900/], atField: true },
  { preset: 'first-burst', knob: 'ReservedConcurrentExecutions', value: 950, says: [/950/, /at most 900/], atField: true },
  { preset: 'steady-api', knob: 'ratePerSecond', value: 99_999_999, says: [/0 to 1,000,000/], atField: true },
  { preset: 'steady-api', knob: 'ratePerSecond', value: 900_000, says: [/108M|108,000,000/, /at most 10,000,000/], atField: false },
]

for (const { preset, knob, value, says, atField } of REFUSALS) {
  test(`${knob} ${value} is refused with a reason, and the last good run stays`, { tag: value === 64 ? '@full' : [] }, async ({ page }) => {
    await openApp(page, presetHash(preset))
    await seekEnd(page)
    const { timeline, button, field } = partsOf(page)
    const picture = await pictureOf(timeline)
    const link = page.url()
    const input = field(knobs[knob].label, knobs[knob].unit)
    await enter(page, input, value)
    const alert = page.getByRole('alert')
    await expect(alert).toContainText(configuration.issues.kept)
    const frame = page.locator('.field').filter({ has: input })
    for (const words of says) await expect(atField ? frame : alert).toContainText(words)
    if (atField) {
      await expect(frame).toContainText(knobs[knob].label)
      await expect(input).toHaveAttribute('aria-invalid', 'true')
      // Still there to be mended.
      expect(Number((await input.inputValue()).replaceAll(',', ''))).toBe(value)
    }
    expect(await pictureOf(timeline)).toBe(picture)
    expect(page.url()).toBe(link)
    await button(configuration.issues.discard).click()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(input).not.toHaveAttribute('aria-invalid', 'true')
  })
}

test('a queue brings its settings, refuses what SQS does not allow, and goes again', async ({ page }) => {
  await openApp(page)
  const { button, field } = partsOf(page)
  const door = page.getByRole('combobox', { name: knobs.via.label, exact: true })
  const choose = async (name: string | undefined) => {
    await door.click()
    await page.getByRole('option', { name: name ?? '', exact: true }).click()
    await idle(page)
  }
  await expect(page.getByText(knobs.VisibilityTimeout.label, { exact: true })).toHaveCount(0)
  await choose(knobs.via.options?.['sqs'])
  await expect(page.getByText(knobs.retryMode.label, { exact: true })).toHaveCount(0)
  const size = field(knobs.BatchSize.label, knobs.BatchSize.unit)
  await enter(page, size, 11)
  await expect(page.locator('.field').filter({ has: size })).toContainText('needs a MaximumBatchingWindowInSeconds of at least 1')
  await button(configuration.issues.discard).click()
  await expect(page.getByTestId('flow')).toHaveAccessibleDescription(/visible, \d+ in flight/)
  await choose(knobs.via.options?.['sdk'])
  await expect(size).toHaveCount(0)
  await expect(page.getByText(knobs.retryMode.label, { exact: true })).toBeVisible()
})

test('provisioned above reserved is refused with both figures', async ({ page }) => {
  await openApp(page, presetHash('provisioned-spill'))
  const { button, dialog } = partsOf(page)
  await button(configuration.json).click()
  const editor = dialog.getByRole('textbox', { name: jsonDialog.label })
  const json = await editor.inputValue()
  await editor.fill(json.replace(/"ReservedConcurrentExecutions": null/, '"ReservedConcurrentExecutions": 5'))
  await expect(dialog).toContainText(/provisioned concurrency adds up to 10, above the 5 reserved/)
  await button(jsonDialog.apply).click()
  await expect(dialog).toBeVisible()
})

test.describe('the scenario as JSON', () => {
  const open = async (page: Page) => {
    const { button, dialog } = partsOf(page)
    await button(configuration.json).click()
    return { dialog, editor: dialog.getByRole('textbox', { name: jsonDialog.label }), apply: button(jsonDialog.apply) }
  }

  test('says where malformed text breaks', async ({ page }) => {
    await openApp(page)
    const { dialog, editor, apply } = await open(page)
    await editor.fill('{\n  "seed": 1,,\n}')
    await expect(dialog).toContainText(/line 2, column 13/)
    await apply.click()
    await expect(dialog).toBeVisible()
  })

  test('names the field an unknown one is nearest to', async ({ page }) => {
    await openApp(page)
    const { dialog, editor } = await open(page)
    await editor.fill((await editor.inputValue()).replace('"MemorySize"', '"MemorySise"'))
    await expect(dialog).toContainText(/functions\[0\]\.MemorySise.*did you mean MemorySize/)
  })

  test('applies good text, as one step', async ({ page }) => {
    await openApp(page)
    const { dialog, editor, apply } = await open(page)
    await editor.fill((await editor.inputValue()).replace('"MemorySize": 512', '"MemorySize": 768'))
    await expect(dialog).toContainText(jsonDialog.valid)
    await apply.click()
    await expect(dialog).toBeHidden()
    await expect(fieldOf(page, 'MemorySize')).toHaveValue('768')
    await idle(page)
    expect(linkField(page, 's')).not.toBeNull()
    await partsOf(page).button(shell.undo).click()
    await expect(fieldOf(page, 'MemorySize')).toHaveValue('512')
  })
})
