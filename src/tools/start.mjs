/** `npm start`: installs if needed, builds, and serves the build on http://localhost:4173 (PORT overrides). */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { ROOT, installIfNeeded, requireNode, runScript } from './run.mjs'
import { createStaticServer, explainListenError, listen, portFrom } from './serve.mjs'

/**
 * Refuses a busy port before the build rather than after it.
 * @param {number} port
 */
async function probe(port) {
  const server = createServer()
  await listen(server, port)
  await new Promise((done) => server.close(done))
}

async function main() {
  requireNode()
  const port = portFrom(process.env['PORT'])
  /** @param {unknown} error */
  const refuse = (error) => {
    throw new Error(explainListenError(error, port))
  }
  await probe(port).catch(refuse)
  await installIfNeeded()
  const code = await runScript('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { stdoutToStderr: true })
  if (code !== 0) throw new Error('The build failed; the reason is above.')
  const bound = await listen(createStaticServer({ root: join(ROOT, 'dist') }), port).catch(refuse)
  console.log(`Lambdascope runs on http://localhost:${bound}/ (Ctrl+C stops it)`)
}

main().catch((error) => {
  console.error(error.message)
  process.exit(1)
})
