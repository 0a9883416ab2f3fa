import type { Page } from '@playwright/test'
import { encodeLink } from '../src/scenario/link.ts'
import { HOME_PRESET } from '../src/scenario/presets/index.ts'
import { SETTINGS_KEY } from '../src/store/uiStore.ts'
import { configuration } from '../src/text/en/configuration.ts'
import { flowText } from '../src/text/en/flow.ts'
import { noticeText } from '../src/text/en/issues.ts'
import { presetText } from '../src/text/en/presets.ts'
import { shell } from '../src/text/en/shell.ts'
import { stageText } from '../src/text/en/stage.ts'
import { tableText } from '../src/text/en/table.ts'
import { enter, expect, idle, linkField, openApp, partsOf, presetHash, readNumbers, test } from './app.ts'

const { knobs } = configuration
const memory = (page: Page) => partsOf(page).field(knobs.MemorySize.label, knobs.MemorySize.unit)
const home = presetText['first-burst'].title

/** The link that the share button gives. */
async function share(page: Page): Promise<string> {
  await partsOf(page).button(shell.shareLabel).click()
  return partsOf(page).dialog.getByRole('textbox', { name: shell.shareTitle }).inputValue()
}

test('a shared link restores scenario, seed, moment and view', async ({ page, context }) => {
  await context.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await openApp(page)
  const { field, time, timeline, button } = partsOf(page)
  await enter(page, memory(page), 1536)
  await enter(page, field(knobs.seed.label), 77)
  await enter(page, time, '2.5 s')
  await button(stageText.timeline.zoomIn).click()
  await idle(page)
  const link = await share(page)
  expect(new URL(link).hash).toMatch(/^#\/lab\?p=first-burst&s=[\w-]+&t=2500&v=[\d.]+-[\d.]+&e=/)

  const other = await context.newPage()
  await other.goto(link)
  await openApp(other, new URL(link).hash)
  await expect(memory(other)).toHaveValue('1,536')
  await expect(partsOf(other).field(knobs.seed.label)).toHaveValue('77')
  expect(await partsOf(other).time.inputValue()).toBe(await time.inputValue())
  expect(linkField(other, 'v')).toBe(new URLSearchParams(new URL(link).hash.split('?')[1]).get('v'))
  await page.keyboard.press('Escape')
  expect(await readNumbers(other)).toEqual(await readNumbers(page))
  await expect(partsOf(other).banners).toHaveCount(0)
  await expect(timeline).toBeVisible()
})

test('a link restores what was on show of the stage, and leaves the settings of who opens it alone', async ({ page, browser }) => {
  await openApp(page, presetHash('first-burst'))
  await partsOf(page).button(flowText.parts.flow).click()
  await partsOf(page).button(tableText.show).click()
  await expect.poll(() => [linkField(page, 'd'), linkField(page, 'x')]).toEqual(['f0', '1'])
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await openApp(other, new URL(page.url()).hash)
  await expect(other.getByRole('table', { name: tableText.caption })).toBeVisible()
  await expect(partsOf(other).button(flowText.parts.flow)).toHaveAttribute('aria-pressed', 'false')
  await expect(other.getByTestId('concurrency')).toBeVisible()
  await other.goto(`./${presetHash('steady-api')}`)
  await idle(other)
  await expect(partsOf(other).button(flowText.parts.flow)).toHaveAttribute('aria-pressed', 'true')
  await expect(other.getByRole('table', { name: tableText.caption })).toHaveCount(0)
  expect(await other.evaluate((key) => localStorage.getItem(key), SETTINGS_KEY)).toBeNull()
  await elsewhere.close()
})

test('the clipboard gets the link where the browser allows it', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openApp(page, presetHash('steady-api'))
  await partsOf(page).button(shell.shareLabel).click()
  await expect(page.locator('.share')).toHaveText(shell.copied)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}#/lab?p=steady-api&e=${linkField(page, 'e')}`)
})

test('back and forward walk through the steps', async ({ page }) => {
  await openApp(page)
  const { presets } = partsOf(page)
  await enter(page, memory(page), 1024)
  await presets.click()
  await page.getByRole('option', { name: presetText['java-snapstart'].title }).click()
  await idle(page)
  await page.goBack()
  await expect(memory(page)).toHaveValue('1,024')
  await expect(presets).toHaveText(shell.presetChanged(home))
  await page.goBack()
  await expect(memory(page)).toHaveValue('512')
  await expect(presets).toHaveText(home)
  await page.goForward()
  await expect(memory(page)).toHaveValue('1,024')
  await page.goForward()
  await expect(presets).toHaveText(presetText['java-snapstart'].title)
})

/** Links and what a visitor is told; in every case there is a run to look at. */
const ODD: readonly [what: string, hash: string, notice: string, title: string][] = [
  ['a corrupted link', '#/lab?p=first-burst&s=1AAAA', noticeText.broken, home],
  ['a link to nowhere', '#/lab?p=no-such-preset', noticeText.broken, home],
  ['a link of a later format', '#/lab?s=9abcdef', noticeText.broken, home],
  ['a link with script in it', '#/lab?p=<img src=x onerror=alert(1)>', noticeText.broken, home],
  ['an oversized link', `#/lab?s=1${'A'.repeat(70_000)}`, noticeText.broken, home],
  ['a link from another engine', '#/lab?p=steady-api&e=0.1', noticeText.otherEngine('0.1'), presetText['steady-api'].title],
  ['a moment after the end', '#/lab?p=first-burst&t=999999', noticeText.clamped, home],
]

for (const [what, hash, notice, title] of ODD) {
  test(`${what}: ${notice.slice(0, 40)}`, async ({ page }) => {
    await openApp(page, hash)
    const { banners, presets, events, time } = partsOf(page)
    await expect(banners).toHaveText([notice])
    await expect(presets).toHaveText(title)
    await expect.poll(() => events.getByRole('row').count()).toBeGreaterThan(1)
    if (notice === noticeText.clamped) await expect(time).toHaveValue('6.000')
    await banners.getByRole('button', { name: shell.dismiss }).click()
    await expect(banners).toHaveCount(0)
  })
}

test('a link pasted over the address is followed', async ({ page }) => {
  await openApp(page)
  await page.evaluate(() => (location.hash = '#/lab?p=two-functions&t=21000'))
  await expect(partsOf(page).presets).toHaveText(presetText['two-functions'].title)
  await expect(partsOf(page).time).toHaveValue('21.000')
})

for (const text of ['{', '{"theme":"pink"}', 'null']) {
  test(`stored settings that read ${text} are set back, with a notice`, { tag: text === 'null' ? '@full' : [] }, async ({ page }) => {
    await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [SETTINGS_KEY, text] as const)
    await openApp(page)
    await expect(partsOf(page).banners).toHaveText([noticeText.storageReset])
    await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  })
}

test('settings are remembered', async ({ page }) => {
  await openApp(page)
  await partsOf(page).button(shell.toDark).click()
  await page.reload()
  await idle(page)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('names stay text, whatever they say', async ({ page }) => {
  const script = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>'
  const scenario = { ...HOME_PRESET.scenario, title: script, description: `"><svg onload=window.ran=1>${script}` }
  const named = { ...scenario, traffic: scenario.traffic.map((source) => ({ ...source, name: '<b>bold</b>' })) }
  await openApp(page, encodeLink({ scenario: named, presetId: null, timeMs: null, view: null }, '1') ?? '')
  await expect(page.getByRole('heading', { level: 2, name: script })).toBeVisible()
  await expect(page).toHaveTitle(`${script} · ${shell.product}`)
  expect(await page.evaluate(() => 'ran' in window || document.querySelector('img, b') !== null)).toBe(false)
})
