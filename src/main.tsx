import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClock } from './playback/clock.ts'
import { ENGINE_VERSION } from './sim/engineVersion.ts'
import { browserAddressBar, browserDelay, browserStorage, isAnimating } from './store/browser.ts'
import { createApp } from './store/createApp.ts'
import { App } from './views/shell/App.tsx'
import { createClient } from './worker/client.ts'
import { createStudyClient } from './worker/studyClient.ts'
import { spawnWorker } from './worker/spawn.ts'

/** Composition root: builds the app once, outside React, and hands it to the views. */

declare global {
  interface Window {
    /** Resolves when the picture on screen is the one asked for; tests wait for it. */
    appIdle?: () => Promise<void>
  }
}

// Each opens its worker when it is first needed.
const newClient = () => createClient({ open: spawnWorker, now: () => performance.now() })

const app = createApp({
  client: newClient(),
  otherClient: newClient(),
  studyClient: createStudyClient({ open: spawnWorker }),
  clock: createClock({ requestFrame: (callback) => requestAnimationFrame(callback) }),
  bar: browserAddressBar(window),
  storage: browserStorage(window),
  engine: ENGINE_VERSION,
  delay: browserDelay,
  animating: () => isAnimating(document),
  prefersReducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
})
window.appIdle = app.idle

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element')
createRoot(root).render(
  <StrictMode>
    <App app={app} />
  </StrictMode>,
)
