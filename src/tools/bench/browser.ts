/** A Chromium on pages served from a folder. */
import { chromium, type Browser, type Page } from '@playwright/test'
import { findBrowser } from '../browser.mjs'
import { createStaticServer, listen } from '../serve.mjs'

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info']
const VIEWPORT = { width: 1440, height: 900 }

export interface Session {
  page: Page
  version: string
  close(): Promise<void>
}

/** Serves `folder` and opens its index page. @param before runs in each page before its own scripts */
export async function openPage(folder: string, before?: () => void): Promise<Session> {
  const server = createStaticServer({ root: folder })
  const port = await listen(server, 0)
  const executablePath = findBrowser()
  const browser: Browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: ARGUMENTS })
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-US', timezoneId: 'UTC' })
  if (before !== undefined) {
    // The TypeScript loader wraps functions in a helper of this name, which their text then asks for in the page.
    await page.addInitScript('globalThis.__name = (value) => value')
    await page.addInitScript(before)
  }
  await page.goto(`http://127.0.0.1:${port}/`)
  return {
    page,
    version: browser.version(),
    close: async () => {
      await browser.close()
      await new Promise((done) => server.close(done))
    },
  }
}
