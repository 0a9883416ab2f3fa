import { configuration } from '../src/text/en/configuration.ts'
import { shell } from '../src/text/en/shell.ts'
import { enter, expect, openApp, partsOf, test } from './app.ts'

const SIZES = {
  wide: { width: 1440, height: 900 },
  medium: { width: 1024, height: 768 },
  narrow: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
} as const
const { MemorySize, Timeout, ReservedConcurrentExecutions } = configuration.knobs

for (const [name, viewport] of Object.entries(SIZES)) {
  test(`the refused value and what is allowed are seen at once, above the message: ${name}`, { tag: name === 'medium' || name === 'narrow' ? '@full' : [] }, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openApp(page, '#/lab?p=first-burst')
    if (name !== 'wide') await page.getByRole('tab', { name: shell.tabs.configuration, exact: true }).click()
    const { button, field } = partsOf(page)
    const message = page.locator('.configuration > .issues')
    for (const knob of [MemorySize, Timeout, ReservedConcurrentExecutions]) {
      const input = field(knob.label, 'unit' in knob ? knob.unit : undefined)
      await enter(page, input, 99_999)
      const frame = page.locator('.field').filter({ has: input })
      // What AWS would answer is further reading: on the smallest screen it may need a scroll.
      const further = name === 'small' ? [] : [frame.locator('.api-answer')]
      for (const seen of [input, frame.locator('.field-issue'), ...further]) {
        // Nothing lies over it: neither the message nor the edge of the panel.
        await expect.poll(() => seen.evaluate(isUncovered), knob.label).toBe(true)
      }
      await expect(message).toBeInViewport({ ratio: 1 })
      await button(configuration.issues.discard).click()
      await expect(message).toHaveCount(0)
    }
  })
}

/** Whether the corners of an element and its middle are what one sees there. */
function isUncovered(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const points = [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]] as const
  return points.every(([x, y]) => {
    const seen = document.elementFromPoint(x, y)
    return seen !== null && (seen.contains(element) || element.contains(seen))
  })
}
