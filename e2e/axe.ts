/** Accessibility rules by axe-core, run inside the page while its own policy stays in force. */
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface AxeWindow {
  axe: { run: (options: RunOptions) => Promise<AxeResults> }
}

/** Brings axe along with every page that opens from now on. */
export const installAxe = (page: Page): Promise<unknown> => page.addInitScript({ path: AXE })

/** What breaks a rule on the page as it is, one line for each element. No rule is switched off. */
export async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as AxeWindow
    const results = await axe.run({ runOnly: tags, resultTypes: ['violations'] })
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
  }, TAGS)
  return found
}
