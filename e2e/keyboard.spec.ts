import type { Locator, Page } from '@playwright/test'
import { configuration } from '../src/text/en/configuration.ts'
import { interventions } from '../src/text/en/interventions.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'
import { breakRuns, expect, idle, openApp, partsOf, presetHash, test } from './app.ts'
import { focusReport, unreached } from './focus.ts'

const { knobs } = configuration

/** Walks with Tab from the top to the end of the page; every stop must show where the focus is. */
async function walk(page: Page, limit = 250): Promise<void> {
  const wrong: string[] = []
  for (let stop = 0; stop < limit; stop++) {
    await page.keyboard.press('Tab')
    const report = await focusReport(page)
    if (report === null) {
      expect(wrong).toEqual([])
      expect(stop, 'stops on the way').toBeGreaterThan(10)
      return
    }
    wrong.push(...report.wrong)
  }
  throw new Error('The walk does not end')
}

for (const [name, viewport] of Object.entries({
  wide: { width: 1440, height: 900 },
  medium: { width: 1024, height: 768 },
  narrow: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
})) {
  test(`Tab reaches every control, in sight and with a ring: ${name}`, { tag: name === 'medium' || name === 'narrow' ? '@full' : [] }, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openApp(page)
    await walk(page)
    expect(await unreached(page)).toEqual([])
  })
}

test('Tab reaches every control of a folded-out configuration, and back again', async ({ page }) => {
  await openApp(page, presetHash('two-functions'))
  const folded = page.locator('.configuration [aria-expanded=false]:not([role=combobox])')
  while ((await folded.count()) > 0) await folded.first().click()
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.getByRole('link', { name: shell.home }).focus()
  await walk(page)
  expect((await unreached(page)).filter((name) => name !== shell.skip && name !== shell.home)).toEqual([])
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  expect((await focusReport(page))?.wrong).toEqual([])
})

test('Tab reaches every control while a record is selected', async ({ page }) => {
  await openApp(page)
  await partsOf(page).timeline.press('ArrowRight')
  await partsOf(page).timeline.press('Enter')
  await idle(page)
  await page.getByRole('link', { name: shell.home }).focus()
  await walk(page)
  expect((await unreached(page)).filter((name) => name !== shell.skip && name !== shell.home)).toEqual([])
})

test('Tab reaches what a failed run offers', async ({ page }) => {
  await breakRuns(page, 'The engine broke.')
  await openApp(page)
  const copy = partsOf(page).button(shell.broken.copy)
  for (let i = 0; i < 20 && !(await copy.evaluate((one) => one === document.activeElement)); i++) await page.keyboard.press('Tab')
  await expect(copy).toBeFocused()
})

test('the skip link leads to the stage', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('#stage')).toBeFocused()
  expect(page.url()).not.toContain('#stage')
})

test('the toolbars are one tab stop each; arrows, Home and End move inside', async ({ page }) => {
  await openApp(page)
  const { play, next, time, speed, button } = partsOf(page)
  const { transport } = stageText
  await play.focus()
  await page.keyboard.press('ArrowRight')
  await expect(button(transport.nextRecord)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(button(transport.previousRecord)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(button(transport.reverse)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(time).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(button(interventions.nowLabel)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(speed).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByTestId('bookmarks')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await expect(next).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(time).not.toHaveValue('0.000')
  // The way back leads to the item used last.
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByTestId('bookmarks')).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(button(transport.reverse)).toBeFocused()
})

test('the timeline is one tab stop: arrows walk, Enter selects, Escape clears', async ({ page }) => {
  await openApp(page)
  const { timeline } = partsOf(page)
  const option = timeline.getByRole('option')
  const spoken = async (key: string): Promise<string> => {
    await page.keyboard.press(key)
    await idle(page)
    return (await option.textContent()) ?? ''
  }
  await timeline.focus()
  await expect(option).toHaveText(stageText.timeline.noneFocused)
  const first = await spoken('ArrowRight')
  expect(first).toContain(stageText.kinds.create)
  await expect(timeline).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? 'none')
  const second = await spoken('ArrowRight')
  expect(second).not.toBe(first)
  expect(await spoken('ArrowLeft')).toBe(first)
  const below = await spoken('ArrowDown')
  expect(below).not.toBe(first)
  expect(await spoken('ArrowUp')).toBe(first)
  const last = await spoken('End')
  expect(last).not.toBe(first)
  await expect(page.locator('.record-tip')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(option).toHaveText(stageText.timeline.noneFocused)
  await expect(page.locator('.record-tip')).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(timeline).not.toBeFocused()
})

test('the playhead moves by keys and says where it is', async ({ page }) => {
  await openApp(page)
  const { scrubber, time } = partsOf(page)
  const steps = [['End', '6.000'], ['Home', '0.000'], ['PageUp', '0.600'], ['ArrowRight', '0.660'], ['ArrowUp', '0.720'], ['ArrowLeft', '0.660'], ['PageDown', '0.060']] as const
  for (const [key, shown] of steps) {
    await scrubber.press(key)
    await expect(time, key).toHaveValue(shown)
    await expect(scrubber).toHaveAttribute('aria-valuetext', new RegExp(`^${shown} s of 6.000 s`))
  }
})

test('the stretch on show moves by keys', async ({ page }) => {
  await openApp(page)
  const from = page.getByRole('slider', { name: stageText.minimap.from })
  const to = page.getByRole('slider', { name: stageText.minimap.to })
  await from.press('PageUp')
  await expect(from).toHaveAttribute('aria-valuetext', /0\.600 s/)
  await to.press('ArrowLeft')
  await expect(to).toHaveAttribute('aria-valuetext', /5\.940 s/)
  await from.press('Home')
  await to.press('End')
  await expect(from).toHaveAttribute('aria-valuenow', '0')
})

test('a setting moves by arrows, pages, Home and End, and can be typed', async ({ page }) => {
  await openApp(page)
  const slider = partsOf(page).slider(knobs.MemorySize.label)
  const field = partsOf(page).field(knobs.MemorySize.label, knobs.MemorySize.unit)
  /** The value after a key; thousands are only set apart once a field is left. */
  const press = async (control: Locator, key: string): Promise<number> => {
    await control.press(key)
    await idle(page)
    return Number((await field.inputValue()).replaceAll(',', ''))
  }
  expect(await press(slider, 'ArrowRight')).toBe(576)
  expect(await press(slider, 'ArrowLeft')).toBe(512)
  expect(await press(slider, 'PageUp')).toBeGreaterThan(700)
  expect(await press(slider, 'PageDown')).toBe(512)
  expect(await press(slider, 'End')).toBe(10_240)
  expect(await press(slider, 'Home')).toBe(128)
  await expect(slider).toHaveAttribute('aria-valuetext', '128 MB')
  await field.fill('1000')
  expect(await press(field, 'Enter')).toBe(1_000)
  expect(await press(field, 'ArrowUp')).toBe(1_064)
  // Taken back, also for good: leaving the field commits nothing.
  await field.fill('3000')
  expect(await press(field, 'Escape')).toBe(1_064)
  expect(await press(field, 'Tab')).toBe(1_064)
})

test('dialogs take the focus, keep it and give it back', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await openApp(page)
  const { button, dialog } = partsOf(page)
  for (const name of [shell.help, shell.settings, shell.about, shell.shareLabel, configuration.json]) {
    const opener = button(name)
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
    const inside = () => dialog.evaluate((box) => box.contains(document.activeElement))
    await expect.poll(inside, name).toBe(true)
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
      await page.keyboard.press(key)
      // Between the end and the start of a dialog lies the browser's own bar.
      expect(await page.evaluate(() => document.activeElement?.closest('.shell') ?? null), `${name}: ${key}`).toBeNull()
      const report = await focusReport(page)
      expect(report?.wrong ?? []).toEqual([])
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(opener).toBeFocused()
  }
})

test('lists open, move, choose and close by keys', async ({ page }) => {
  await openApp(page)
  const { speed } = partsOf(page)
  await speed.focus()
  await page.keyboard.press('Enter')
  await expect(speed).toHaveAttribute('aria-expanded', 'true')
  // The list opens on what is chosen.
  await expect(page.getByRole('option', { selected: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(speed).toHaveText(stageText.transport.rate(1))
  await expect(speed).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(speed).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(speed).toHaveAttribute('aria-expanded', 'false')
  await expect(speed).toHaveText(stageText.transport.rate(1))
})

test('the event list is one tab stop: arrows walk, Enter seeks', async ({ page }) => {
  await openApp(page)
  const { events, time } = partsOf(page)
  const focused = page.locator('.event-button:focus')
  await events.locator('.event-button[tabindex="0"]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(focused).toHaveAttribute('data-row', '2')
  await page.keyboard.press('End')
  await expect(focused).toBeVisible()
  const last = Number(await focused.getAttribute('data-row'))
  expect(last).toBeGreaterThan(50)
  await page.keyboard.press('Enter')
  await expect(focused).toHaveAttribute('aria-pressed', 'true')
  await expect(time).toHaveValue(((await focused.textContent()) ?? '').replace(' s', ''))
  await page.keyboard.press('Home')
  await expect(focused).toHaveAttribute('data-row', '0')
  await page.keyboard.press('PageDown')
  await expect(focused).not.toHaveAttribute('data-row', '0')
})

test('tabs follow the arrows', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openApp(page)
  await page.getByRole('tab', { name: shell.tabs.stage }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: shell.tabs.configuration })).toBeFocused()
  await expect(page.getByRole('tabpanel')).toContainText(configuration.groups.function, { ignoreCase: true })
  await page.keyboard.press('End')
  await expect(page.getByRole('tab', { name: shell.tabs.log })).toHaveAttribute('aria-selected', 'true')
})
