import { expect, openApp, presetHash, test } from './app.ts'
import { services } from '../src/text/en/services.ts'
import { sourceKnobs } from '../src/text/en/sourceKnobs.ts'

test('a service says who retries, and has a dead-letter queue of its own', async ({ page }) => {
  await openApp(page, presetHash('two-dead-letter-queues'))
  await expect(page.getByText(services.eventbridge.hint)).toBeVisible()
  await expect(page.getByText(sourceKnobs.serviceDeadLetter.hint)).toBeVisible()
})
