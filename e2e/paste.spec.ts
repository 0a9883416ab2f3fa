import { pasteText } from '../src/text/en/paste.ts'
import { palette } from '../src/text/en/palette.ts'
import { shell } from '../src/text/en/shell.ts'
import { expect, idle, test } from './app.ts'

test('a pasted mapping is explained, refused while it is wrong, and applied as one step', async ({ page }) => {
  await page.goto('/#/lab')
  await idle(page)
  await page.getByRole('button', { name: shell.palette }).click()
  await page.getByRole('combobox', { name: palette.label }).fill('event source mapping paste')
  await page.getByRole('option', { name: palette.paste }).click()
  const dialog = page.getByRole('dialog', { name: pasteText.title })
  const text = dialog.getByRole('textbox', { name: pasteText.label })
  await expect(text).toBeFocused()
  const mapping = (field: string) => `// Queue\n{\n  "EventSourceArn": "arn:aws:sqs:us-east-1:123:my-queue",\n  "FunctionName": "my-function",\n  ${field}\n}`
  await text.fill(mapping('"BachSize": 5'))
  await expect(dialog.getByRole('status')).toContainText('Did you mean BatchSize?')
  await expect(dialog.getByRole('button', { name: pasteText.apply })).toHaveAttribute('aria-disabled', 'true')
  await text.fill(mapping('"BatchSize": 5'))
  await expect(dialog.getByRole('status')).toHaveText(pasteText.ready(1))
  await expect(dialog.getByRole('heading', { name: /my-queue/ })).toBeVisible()
  await dialog.getByRole('button', { name: pasteText.apply }).click()
  await expect(dialog).toBeHidden()
  await idle(page)
  await expect(page.getByText('my-queue').first()).toBeVisible()
  await page.getByRole('button', { name: shell.undo }).click()
  await idle(page)
  await expect(page.getByText('my-queue')).toHaveCount(0)
})
