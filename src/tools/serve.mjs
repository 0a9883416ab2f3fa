/**
 * A static file server with the security headers the app is meant to run under. Plain Node, no packages.
 * `node src/tools/serve.mjs` serves SERVE_FOLDER (`dist`) on PORT (4173).
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CSP_HEADER } from './csp.mjs'

export const DEFAULT_PORT = 4173

/** @type {Readonly<Record<string, string>>} */
const MIME_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Every feature the page could be granted and does not use. */
const DENIED_FEATURES = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'geolocation', 'gyroscope',
  'magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get', 'usb', 'xr-spatial-tracking',
]

export const SECURITY_HEADERS = {
  'Content-Security-Policy': CSP_HEADER,
  'Permissions-Policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** The build puts a content hash into the name of everything under `assets/`: it never changes. */
const HASHED = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+$/

/**
 * The file a request path names, or null when it lies outside the folder or cannot be decoded.
 * @param {string} root
 * @param {string} path
 * @returns {string | null}
 */
export function fileFor(root, path) {
  let decoded
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const file = resolve(root, `.${sep}${decoded}`)
  if (file !== root && !file.startsWith(root + sep)) return null
  return decoded.endsWith('/') ? join(file, 'index.html') : file
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {Record<string, string>} [headers]
 */
function sendStatus(response, status, headers = {}) {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers })
  response.end(`${status}\n`)
}

/**
 * @param {{ file: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} exchange
 */
async function sendFile({ file, request, response }) {
  const found = await stat(file).catch(() => null)
  if (found?.isDirectory()) {
    const [path, query] = (request.url ?? '/').split('?')
    return sendStatus(response, 301, { Location: `${path}/${query === undefined ? '' : `?${query}`}` })
  }
  if (!found?.isFile()) return sendStatus(response, 404)
  const etag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Type': MIME_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Cache-Control': HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
  }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, { ...headers, 'Content-Length': String(found.size) })
  if (request.method === 'HEAD') response.end()
  else createReadStream(file).on('error', () => response.destroy()).pipe(response)
}

/**
 * A server for the files of a folder; `base` is the path it answers under, with both slashes.
 * @param {{ root: string, base?: string }} options
 * @returns {import('node:http').Server}
 */
export function createStaticServer({ root, base = '/' }) {
  const folder = resolve(root)
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendStatus(response, 405, { Allow: 'GET, HEAD' })
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (!path.startsWith(base)) return sendStatus(response, 404)
    const file = fileFor(folder, `/${path.slice(base.length)}`)
    if (file === null) return sendStatus(response, 400)
    void sendFile({ file, request, response }).catch(() => response.destroy())
  })
}

/**
 * Resolves with the port once the server listens on it; port 0 picks a free one.
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
export function listen(server, port) {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed)
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/**
 * The port the environment asks for; throws when PORT is not one.
 * @param {string | undefined} text
 * @returns {number}
 */
export function portFrom(text) {
  if (text === undefined || text === '') return DEFAULT_PORT
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`PORT must be a whole number from 0 to 65535, but it is "${text}".`)
}

/**
 * Why `listen` failed, in words that say what to do.
 * @param {unknown} error
 * @param {number} port
 * @returns {string}
 */
export function explainListenError(error, port) {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1024: PORT=${DEFAULT_PORT} npm start`
  return error instanceof Error ? error.message : String(error)
}

async function main() {
  const port = portFrom(process.env['PORT'])
  const server = createStaticServer({ root: process.env['SERVE_FOLDER'] ?? 'dist' })
  const bound = await listen(server, port).catch((error) => {
    throw new Error(explainListenError(error, port))
  })
  console.log(`http://localhost:${bound}/`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
