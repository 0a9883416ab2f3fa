import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findBrowser } from './browser.mjs'
import { installDiffers, ROOT } from './run.mjs'
import { listen } from './serve.mjs'

const start = (port: string) =>
  spawnSync(process.execPath, ['src/tools/start.mjs'], { cwd: ROOT, env: { ...process.env, PORT: port }, encoding: 'utf8' })

describe('npm start', () => {
  test('says that the port is in use, before it builds', async () => {
    const other = createServer()
    const port = await listen(other, 0)
    const { status, stderr, stdout } = start(String(port))
    other.close()
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`)
  })

  test('refuses a PORT that is none', () => {
    const { status, stderr } = start('http')
    expect([status, stderr.trim()]).toEqual([1, 'PORT must be a whole number from 0 to 65535, but it is "http".'])
  })
})

describe('packages are installed again', () => {
  const locked = { '': { version: '1' }, a: { version: '1' }, darwin: { version: '1', optional: true } }
  test.each([
    ['not when all is there', { a: { version: '1' } }, false],
    ['when one is missing', {}, true],
    ['when one is old', { a: { version: '0' } }, true],
    ['when an optional one is old', { a: { version: '1' }, darwin: { version: '0' } }, true],
  ])('%s', (_name, installed, expected) => {
    expect(installDiffers(locked, installed)).toBe(expected)
  })
})

describe('the browser', () => {
  test('is the one that CHROMIUM_PATH names, or an error', () => {
    expect(findBrowser({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath)
    expect(() => findBrowser({ CHROMIUM_PATH: '/nowhere/chrome' })).toThrow(/CHROMIUM_PATH is "\/nowhere\/chrome"/)
  })

  test('is found in PATH, if it can be executed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lambdascope-browser-'))
    const file = join(folder, 'chromium')
    const PATH = ['/nowhere', folder].join(delimiter)
    writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 })
    expect(findBrowser({ PATH })).not.toBe(file)
    chmodSync(file, 0o755)
    expect(findBrowser({ PATH })).toBe(file)
    rmSync(folder, { recursive: true })
  })
})
