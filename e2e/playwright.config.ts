import { defineConfig } from '@playwright/test'
import { findBrowser } from '../src/tools/browser.mjs'

const port = Number(process.env['E2E_PORT'] ?? 4174)
const report = process.env['E2E_REPORT']
const executablePath = findBrowser()

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  snapshotPathTemplate: '{testDir}/screenshots/{arg}{ext}',
  // One more than there are processors: tests wait for the browser about a third of their time.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  // Generous: a slow machine should take longer, not fail.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ...(report === undefined ? [] : [['json', { outputFile: report }] as const])],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  webServer: {
    command: 'node src/tools/serve.mjs',
    cwd: '..',
    env: { PORT: String(port), SERVE_FOLDER: process.env['E2E_DIST'] ?? 'dist' },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
})
