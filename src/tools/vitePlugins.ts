import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'
import { CSP_META } from './csp.mjs'
import { noticesText } from './notices.mjs'

type Bundle = Readonly<Record<string, Rolldown.OutputAsset | Rolldown.OutputChunk>>

/** Writes the content security policy into the built page; the development server needs inline scripts. */
export function cspMeta(): Plugin {
  return {
    name: 'lambdascope:csp-meta',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: CSP_META }, injectTo: 'head-prepend' },
      ],
    },
  }
}

const NOTICES_FILE = 'third-party-notices.txt'

/** Adds the licence texts of all packages to the build, and to the development server, as one file. */
export function thirdPartyNotices(): Plugin {
  return {
    name: 'lambdascope:third-party-notices',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: noticesText() })
    },
    configureServer(server) {
      server.middlewares.use(`/${NOTICES_FILE}`, (_request, response) => {
        response.setHeader('Content-Type', 'text/plain; charset=utf-8')
        response.end(noticesText())
      })
    },
  }
}

/** Names of the chunks that load before the first picture: the entries and what they import statically. */
export function firstLoadChunks(bundle: Bundle): string[] {
  const names = new Set<string>()
  const visit = (name: string): void => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || names.has(name)) return
    names.add(name)
    chunk.imports.forEach(visit)
  }
  for (const [name, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) visit(name)
  return [...names]
}

const sourceOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): string | Uint8Array =>
  file.type === 'chunk' ? file.code : file.source

/** Size after gzip in kB (1,000 bytes), one decimal. */
const gzipKilobytes = (source: string | Uint8Array): number => Math.round(gzipSync(source).length / 100) / 10

/** Sizes (kB after gzip) that the budget and the build log speak of. */
export function bundleSizes(bundle: Bundle): { firstLoad: number; rows: [string, number][] } {
  const first = new Set(firstLoadChunks(bundle))
  const rows = Object.entries(bundle)
    .filter(([name]) => /\.(js|css)$/.test(name))
    .map(([name, file]): [string, number] => [name, gzipKilobytes(sourceOf(file))])
  const firstLoad = rows.reduce((sum, [name, size]) => (first.has(name) ? sum + size : sum), 0)
  return { firstLoad: Math.round(firstLoad * 10) / 10, rows }
}

/** Package or folder a module belongs to: `react-dom`, `@base-ui/react`, `views/stage`. */
function partOf(id: string): string {
  const packaged = id.split('node_modules/').at(-1) ?? id
  if (packaged !== id) return packaged.split('/').slice(0, packaged.startsWith('@') ? 2 : 1).join('/')
  return (id.split('/src/').at(-1) ?? id).split('/').slice(0, 2).join('/')
}

/** The largest parts of the first-load script as `[name, kB before gzip]`, largest first. */
export function largestParts(bundle: Bundle, count: number): [string, number][] {
  const sizes = new Map<string, number>()
  for (const name of firstLoadChunks(bundle)) {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk') continue
    for (const [id, { renderedLength }] of Object.entries(chunk.modules))
      sizes.set(partOf(id), (sizes.get(partOf(id)) ?? 0) + renderedLength)
  }
  const sorted = [...sizes].sort(([, a], [, b]) => b - a).slice(0, count)
  return sorted.map(([name, bytes]) => [name, Math.round(bytes / 1000)])
}

/** What to tell someone whose change made the first load too large. */
function overBudget(bundle: Bundle, firstLoad: number, kilobytes: number): string {
  const parts = largestParts(bundle, 10).map(([name, size]) => `  ${String(size).padStart(5)} kB  ${name}`)
  return [
    `First-load script is ${firstLoad} kB gzip; the budget is ${kilobytes} kB.`,
    'Load what the first picture does not need with import(). Largest parts, before minification:',
    ...parts,
  ].join('\n')
}

/** Fails the build when the script that loads before the first picture exceeds the budget (kB after gzip). */
export function firstLoadBudget({ kilobytes }: { kilobytes: number }): Plugin {
  return {
    name: 'lambdascope:first-load-budget',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const { firstLoad, rows } = bundleSizes(bundle)
        if (!Object.values(bundle).some((file) => file.type === 'asset' && file.fileName.endsWith('.html'))) return
        for (const [name, size] of rows) process.stderr.write(`${size.toFixed(1).padStart(8)} kB gzip  ${name}\n`)
        process.stderr.write(`${firstLoad.toFixed(1).padStart(8)} kB gzip  first-load script (budget ${kilobytes})\n`)
        if (firstLoad > kilobytes) this.error(overBudget(bundle, firstLoad, kilobytes))
      },
    },
  }
}
