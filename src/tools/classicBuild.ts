import { build, type Plugin } from 'vite'

/** Where the classic script goes, beside the modules. */
const SCRIPT = 'classic/app.js'

const PRELOAD = /<link rel="modulepreload"[^>]*\bhref="([^"]+)"[^>]*>\s*/g

/**
 * The page with `boot.js` in place of the module script and its preloads. Attributes that ask for CORS go:
 * browsers apply them to files and then refuse the file.
 */
export function bootPage(html: string): string {
  const module = /<script type="module"[^>]*\bsrc="([^"]+)"[^>]*><\/script>/.exec(html)
  if (module?.[1] === undefined) throw new Error('index.html has no module script')
  const preload = [...html.matchAll(PRELOAD)].map((match) => match[1]).join(' ')
  const data = `data-module="${module[1]}" data-preload="${preload}" data-classic="./${SCRIPT}"`
  return html
    .replace(module[0], `<script defer src="./boot.js" ${data}></script>`)
    .replace(PRELOAD, '')
    .replaceAll(/(<link rel="stylesheet") crossorigin/g, '$1')
}

/** The worker as part of the script: a page from a file may not start a worker from another file. */
const inlineWorker: Plugin = {
  name: 'lambdascope:inline-worker',
  enforce: 'pre',
  transform(code, id) {
    if (!/[\\/]worker[\\/]spawn\.ts$/.test(id)) return null
    const call = /new Worker\(\s*new URL\(\s*'([^']+)',\s*import\.meta\.url\s*\),\s*\{[^}]*\}\s*\)/.exec(code)
    if (call?.[1] === undefined) this.error('worker/spawn.ts creates no worker by new Worker(new URL(...))')
    const source = JSON.stringify(`${call[1]}?worker&inline`)
    return `import InlineWorker from ${source}\n${code.replace(call[0], 'new InlineWorker()')}`
  },
}

/** The page links the styles of the module build, which are the same. */
const noStyles: Plugin = {
  name: 'lambdascope:no-styles',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const name of Object.keys(bundle)) if (name.endsWith('.css')) delete bundle[name]
    },
  },
}

const classicOutput = (outDir: string, plugins: Plugin[]) =>
  build({
    configFile: false,
    logLevel: 'error',
    base: './',
    publicDir: false,
    plugins: [plugins, inlineWorker, noStyles],
    worker: { format: 'iife' },
    build: {
      target: 'es2023',
      outDir,
      emptyOutDir: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: 'src/main.tsx',
        output: { format: 'iife', codeSplitting: false, entryFileNames: SCRIPT },
      },
    },
  })

/**
 * Makes the build open from a file (`file:///.../dist/index.html`) as well as from a server: adds the whole app
 * as one classic script with its worker inside, and the script that chooses. `plugins` compile the sources.
 */
export function classicBuild({ plugins }: { plugins: () => Plugin[] }): Plugin {
  let outDir = ''
  return {
    name: 'lambdascope:classic-build',
    apply: 'build',
    config: () => ({ build: { cssCodeSplit: false, modulePreload: { polyfill: false } } }),
    configResolved(config) {
      outDir = config.build.outDir
    },
    transformIndexHtml: { order: 'post', handler: bootPage },
    closeBundle: {
      sequential: true,
      async handler() {
        await classicOutput(outDir, plugins())
      },
    },
  }
}
