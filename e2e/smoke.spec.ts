import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { createStaticServer, listen } from '../src/tools/serve.mjs'
import { expect, idle, openApp, test } from './app.ts'

/** The worker ran and its trace is on the page: the event list has rows besides its header. */
const expectRun = (page: Page): Promise<void> =>
  expect.poll(() => page.getByRole('table').getByRole('row').count()).toBeGreaterThan(1)

const BUILD = process.env['E2E_DIST'] ?? 'dist'

test('the page opens without a complaint', async ({ page }) => {
  await openApp(page)
  await expect(page).toHaveTitle(/Lambdascope/)
  await expectRun(page)
})

test('the server sends the security headers', async ({ request }) => {
  const response = await request.get('./')
  const headers = response.headers()
  expect(headers['content-security-policy']).toContain("script-src 'self';")
  expect(headers['content-security-policy']).toContain("style-src 'self';")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['permissions-policy']).toContain('camera=()')
  expect(headers['cache-control']).toBe('no-cache')
})

test('hashed files are cached for good, and the page carries its policy', async ({ request }) => {
  const html = await (await request.get('./')).text()
  expect(html).toContain('http-equiv="Content-Security-Policy"')
  const script = /data-module="\.\/(assets\/[^"]+\.js)"/.exec(html)?.[1]
  expect(script).toBeDefined()
  const response = await request.get(`./${script}`)
  expect(response.headers()['cache-control']).toContain('immutable')
  expect(response.headers()['content-type']).toContain('text/javascript')
})

test('the policy refuses inline scripts and foreign hosts', async ({ page, complaints }) => {
  await openApp(page)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.head.append(script)
    return 'inlineRan' in window
  })
  expect(ran).toBe(false)
  const reached = await page.evaluate(() => fetch('http://foreign.invalid/').then(() => true, () => false))
  expect(reached).toBe(false)
  await expect.poll(() => complaints.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThan(1)
  complaints.length = 0
})

test.describe('below another path', () => {
  const server = createStaticServer({ root: BUILD, base: '/courses/lambda/' })
  let origin = ''
  test.beforeAll(async () => {
    origin = `http://localhost:${await listen(server, 0)}/`
  })
  test.afterAll(() => {
    server.close()
  })

  test('the build works as it is', async ({ page, ownOrigins }) => {
    ownOrigins.push(origin)
    await page.goto(`${origin}courses/lambda/`)
    await idle(page)
    await expect(page.getByTestId('requests')).toBeVisible()
    await page.goto(`${origin}courses/lambda/#/lab`)
    await idle(page)
    await expectRun(page)
  })
})

test('the build opens from a file', async ({ page }) => {
  await page.goto(`${pathToFileURL(resolve(BUILD, 'index.html')).href}#/lab`)
  await idle(page)
  await expectRun(page)
})
