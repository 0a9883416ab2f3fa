import type { Page } from '@playwright/test'
import { formatCount, formatMoney } from '../src/base/format.ts'
import { presetById, PRESETS } from '../src/scenario/presets/index.ts'
import { hashTrace } from '../src/sim/trace/hash.ts'
import { simulate } from '../src/sim/simulate.ts'
import { events } from '../src/text/en/events.ts'
import { numbers } from '../src/text/en/numbers.ts'
import { presetText, type PresetId } from '../src/text/en/presets.ts'
import { shell } from '../src/text/en/shell.ts'
import { summarize } from '../src/tools/summary.ts'
import { expect, idle, openApp, partsOf, presetHash, readNumbers, seekEnd, test } from './app.ts'
import { colouredPixels, keepTraces, lastTrace } from './runs.ts'

const { labels } = numbers
/** Without the share in parentheses. */
const leading = (text: string | undefined): string | undefined => text?.split(' ')[0]

/** What `npm run simulate` prints for a preset. */
function printed(id: string) {
  const { scenario } = presetById(id)!
  return summarize(simulate(scenario), scenario)
}

/** Presets one after the other on one page, as a reader picks them: opening the app takes longer than most runs. */
const ON_A_PAGE = 6
const pages = Array.from({ length: Math.ceil(PRESETS.length / ON_A_PAGE) }, (_, n) => PRESETS.slice(n * ON_A_PAGE, (n + 1) * ON_A_PAGE))

async function expectPrinted(page: Page, id: PresetId): Promise<void> {
  const { presets, timeline, concurrency } = partsOf(page)
  await expect(presets).toHaveText(presetText[id].title)
  await idle(page)
  expect(await colouredPixels(timeline)).toBeGreaterThan(200)
  expect(await colouredPixels(concurrency)).toBeGreaterThan(200)
  await seekEnd(page)
  const { attempts, invocations, cost, requests, environments, records } = printed(id)
  const shown = await readNumbers(page)
  expect(shown[labels.requests]).toBe(formatCount(requests.sent))
  expect(shown[labels.invocations]).toBe(formatCount(invocations.ended))
  expect(leading(shown[labels.coldStarts])).toBe(formatCount(attempts.coldStarts))
  expect(leading(shown[labels.throttles])).toBe(formatCount(attempts.throttles))
  expect(leading(shown[labels.errors])).toBe(formatCount(invocations.errors))
  expect(shown[labels.environments]).toBe(formatCount(environments.aliveAtEnd))
  expect(shown[labels.billed]).toBe(numbers.milliseconds(formatCount(invocations.billedMs)))
  expect(shown[labels.costUsd]).toBe(formatMoney(cost.totalUsd))
  await expect(page.getByRole('region', { name: events.title }).getByText(formatCount(records), { exact: true })).toBeVisible()
}

for (const those of pages) {
  test(`numbers are those of the command line: ${those.map(({ id }) => id).join(', ')}`, async ({ page }) => {
    await openApp(page, presetHash(those[0]!.id))
    for (const { id } of those) {
      await page.evaluate((hash) => (location.hash = hash), presetHash(id))
      await test.step(id, () => expectPrinted(page, id))
    }
  })
}

test('the browser makes the same traces as Node', async ({ page }) => {
  await keepTraces(page)
  for (const id of ['first-burst', 'two-functions', 'java-snapstart']) {
    await openApp(page, presetHash(id))
    // The second navigation changes the hash only.
    await expect.poll(async () => hashTrace(await lastTrace(page)), id).toBe(printed(id).hash)
  }
})

test('how a run ended is said once it is there', async ({ page }) => {
  await openApp(page, presetHash('two-functions'))
  const { attempts, requests } = printed('two-functions')
  await expect(partsOf(page).status).toHaveText(shell.status.finished(requests.sent, attempts.coldStarts, attempts.throttles))
})

test('a preset is chosen from the list, replaces the address and can be undone', async ({ page }) => {
  await openApp(page)
  const { presets, status } = partsOf(page)
  await presets.click()
  await page.getByRole('option', { name: presetText['java-plain'].title }).click()
  await expect(status).toContainText(presetText['java-plain'].title)
  await idle(page)
  await expect(page).toHaveTitle(new RegExp(presetText['java-plain'].title))
  expect(page.url()).toContain('p=java-plain')
  await page.keyboard.press('Control+z')
  await expect(presets).toHaveText(presetText['first-burst'].title)
})
