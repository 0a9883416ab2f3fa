/** Bundles the bench for Node and for the browser: what is measured is built as the app is. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export interface Bundles {
  nodeJob: string
  pageFolder: string
}

export async function buildBundles(folder: string): Promise<Bundles> {
  const pageFolder = join(folder, 'page')
  const nodeFolder = join(folder, 'node')
  const common = { configFile: false, logLevel: 'error', publicDir: false } as const
  await build({ ...common, root: here('./page'), base: './', worker: { format: 'es' }, build: { outDir: pageFolder, target: 'es2023', emptyOutDir: true } })
  await build({
    ...common,
    root: here('.'),
    // The bundle lies outside the project, where no package would be found.
    resolve: { alias: { simjs: createRequire(import.meta.url).resolve('simjs') } },
    ssr: { noExternal: true },
    build: { outDir: nodeFolder, target: 'node20', ssr: here('./nodeJob.ts'), emptyOutDir: true, rollupOptions: { output: { entryFileNames: 'nodeJob.mjs' } } },
  })
  return { nodeJob: join(nodeFolder, 'nodeJob.mjs'), pageFolder }
}
