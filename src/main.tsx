import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClock } from './playback/clock.ts'
import { ENGINE_VERSION } from './sim/engineVersion.ts'
import { browserAddressBar, browserDelay, browserId, browserSession, browserShelf, isAnimating } from './store/browser.ts'
import { createApp } from './store/createApp.ts'
import { App } from './views/shell/App.tsx'
import { CannotRun } from './views/shell/CannotRun.tsx'
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
const newClient = () => createClient({ open: spawnWorker, now: () => performance.now(), delay: browserDelay })

function start() {
  const frames = { requestFrame: (callback: (nowMs: number) => void) => requestAnimationFrame(callback) }
  const app = createApp({
    client: newClient(),
    otherClient: newClient(),
    studyClient: createStudyClient({ open: spawnWorker }),
    clock: createClock(frames),
    homeClock: createClock(frames),
    bar: browserAddressBar(window),
    shelf: browserShelf(window),
    session: browserSession(window),
    engine: ENGINE_VERSION,
    delay: browserDelay,
    animating: () => isAnimating(document),
    now: () => Date.now(),
    newId: browserId,
    prefersReducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
  })
  window.appIdle = app.idle
  return app
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element')
createRoot(root).render(
  <StrictMode>{typeof Worker === 'undefined' ? <CannotRun /> : <App app={start()} />}</StrictMode>,
)
