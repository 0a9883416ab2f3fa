import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CSP_HEADER, CSP_META } from './csp.mjs'
import { createStaticServer, explainListenError, fileFor, listen, portFrom, SECURITY_HEADERS } from './serve.mjs'

const folder = mkdtempSync(join(tmpdir(), 'lambdascope-serve-'))
const server = createStaticServer({ root: join(folder, 'public'), base: '/sub/' })
let origin = ''

beforeAll(async () => {
  mkdirSync(join(folder, 'public', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'public', 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'public', 'assets', 'index-CmeCff0J.js'), 'export {}')
  writeFileSync(join(folder, 'public', 'favicon.svg'), '<svg/>')
  origin = `http://localhost:${await listen(server, 0)}`
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

describe('the static server', () => {
  test.each([
    ['/sub/', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/sub/index.html?a=1', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/sub/assets/index-CmeCff0J.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/sub/favicon.svg', 200, 'image/svg+xml; charset=utf-8', 'no-cache'],
    ['/sub/none.js', 404, 'text/plain; charset=utf-8', null],
    ['/index.html', 404, 'text/plain; charset=utf-8', null],
    ['/sub/%E0%A4%A', 400, 'text/plain; charset=utf-8', null],
    ['/sub/..%2fsecret.txt', 400, 'text/plain; charset=utf-8', null],
    ['/sub/%00', 400, 'text/plain; charset=utf-8', null],
  ])('%s gives %i', async (path, status, type, caching) => {
    const response = await fetch(origin + path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe(caching)
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(response.headers.get(name)).toBe(value)
  })

  test('a folder without its slash is sent on', async () => {
    const response = await fetch(`${origin}/sub/assets?x`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([301, '/sub/assets/?x'])
  })

  test('an unchanged file is not sent again', async () => {
    const first = await fetch(`${origin}/sub/`)
    const second = await fetch(`${origin}/sub/`, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })
    expect(second.status).toBe(304)
  })

  test('only GET and HEAD', async () => {
    expect((await fetch(`${origin}/sub/`, { method: 'POST' })).status).toBe(405)
    const head = await fetch(`${origin}/sub/`, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', '15'])
  })

  test('a second server on the port says so and names PORT', async () => {
    const port = Number(new URL(origin).port)
    const error = await listen(createStaticServer({ root: folder }), port).catch((reason: unknown) => reason)
    expect(explainListenError(error, port)).toMatch(new RegExp(`Port ${port} is in use.*PORT=`))
  })
})

test('paths never leave the folder', () => {
  expect(fileFor('/srv/dist', '/a/../b.js')).toBe('/srv/dist/b.js')
  expect(fileFor('/srv/dist', '/../dist-other/b.js')).toBeNull()
  expect(fileFor('/srv/dist', '/../../etc/passwd')).toBeNull()
})

test('PORT must be a port', () => {
  expect([portFrom(undefined), portFrom(''), portFrom('8080')]).toEqual([4173, 4173, 8080])
  for (const text of ['http', '-1', '70000', '80.5']) expect(() => portFrom(text)).toThrow(/PORT must be/)
})

test('the policy allows nothing inline and nothing foreign', () => {
  expect(CSP_HEADER).not.toMatch(/unsafe|https?:|\*(?!$)/)
  expect(CSP_HEADER.endsWith('frame-ancestors *')).toBe(true)
  expect(CSP_META).not.toContain('frame-ancestors')
})
