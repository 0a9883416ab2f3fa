import react from '@vitejs/plugin-react'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { classicBuild } from './src/tools/classicBuild.ts'
import { cspMeta, firstLoadBudget, thirdPartyNotices } from './src/tools/vitePlugins.ts'

/** What speaks for the rules and the shape of scenarios goes together: small files apart do not compress. */
const MODEL = /\/src\/(rules\/(registry|rulebook|ids|rule|data\/(?!initPresets|attributions|hello|trafficShapes)[\w]+)|scenario\/(limits|defaults|bounds)|sources\/(index|source|config|mapping|\w+\/(source|rules)))\.ts$/

// Every machine sees the same dates, in tests too.
process.env['TZ'] = 'UTC'

export default defineConfig({
  // Relative, so that the build works below any path.
  base: './',
  plugins: [
    react(),
    classicBuild({ plugins: () => react() }),
    cspMeta(),
    thirdPartyNotices(),
    firstLoadBudget({ kilobytes: 180 }),
  ],
  worker: { format: 'es' },
  // The budget above says what is too large.
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 2_000, rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'model', test: MODEL }] } } } },
  preview: { port: 4173 },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    // Nearly all that is tested is pure: files share the modules of their worker, which halves the time. What a test
    // puts in place of something global it takes back.
    pool: 'threads',
    isolate: false,
    maxWorkers: availableParallelism(),
  },
})
