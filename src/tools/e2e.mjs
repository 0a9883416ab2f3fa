/**
 * `npm run e2e -- [playwright arguments]`: browser tests against the build in `dist` (E2E_DIST overrides).
 * Two runs may happen at once: each takes a free port.
 */
import { pathToFileURL } from 'node:url'
import { createServer } from 'node:http'
import { ensureBrowser } from './browser.mjs'
import { runScript } from './run.mjs'
import { listen } from './serve.mjs'

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer()
  const port = await listen(server, 0)
  await new Promise((done) => server.close(done))
  return port
}

/**
 * Runs Playwright and resolves with its exit code.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>}
 */
export async function runBrowserTests(args, env = {}) {
  const browser = { CHROMIUM_PATH: await ensureBrowser(), E2E_PORT: String(await freePort()) }
  return runScript('@playwright/test/cli.js', ['test', '-c', 'e2e/playwright.config.ts', ...args], {
    env: { ...browser, ...env },
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  runBrowserTests(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}
