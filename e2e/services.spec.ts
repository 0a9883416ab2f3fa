import { expect, openApp, presetHash, test } from './app.ts'
import { SERVICE } from '../src/sources/index.ts'
import { sourceKnobs } from '../src/text/en/sourceKnobs.ts'

test('a service says who retries, and has a dead-letter queue of its own', async ({ page }) => {
  await openApp(page, presetHash('two-dead-letter-queues'))
  await expect(page.getByText(SERVICE.eventbridge.hint)).toBeVisible()
  await expect(page.getByText(sourceKnobs.serviceDeadLetter.hint)).toBeVisible()
})
