import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { formatCompact, formatShare } from '../../base/format.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import { Button } from '../design/Button.tsx'
import { Appearing } from '../motion/Appearing.tsx'

/** Runs that end sooner than this are answered by their picture; a bar would only flash. They report no progress. */
const SHOWN_AFTER_MS = 150
/** One that has reported nothing by then may be deep in one long event: it can be cancelled all the same. */
const SILENT_AFTER_MS = 1000
const NOTHING_YET = { fraction: 0, records: 0 }

/** Progress of a long run, and a way out of it. Lies over the stage and moves nothing. */
export function RunBar({ app }: { app: LambdascopeApp }) {
  const running = useStore(app.runStore, (state) => state.status === 'running')
  const progress = useStore(app.runStore, (state) => state.progress)
  const late = useLate(running, SHOWN_AFTER_MS)
  const silent = useLate(running, SILENT_AFTER_MS)
  const shown = running && (silent || (late && progress !== null))
  return (
    <div className="run-bar-place">
      <Appearing app={app} items={shown ? [{ key: 'run', content: <Bar app={app} progress={progress ?? NOTHING_YET} /> }] : []} />
    </div>
  )
}

/** True once something has gone on for a while. */
function useLate(running: boolean, afterMs: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!running) return undefined
    const timer = setTimeout(() => setLate(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [running, afterMs])
  return late
}

function Bar({ app, progress: { fraction, records } }: { app: LambdascopeApp; progress: { fraction: number; records: number } }) {
  const text = shell.run.progress(formatShare(Math.floor(fraction * 100) / 100), formatCompact(records))
  return (
    <div className="run-bar">
      <span className="run-bar-label">{shell.run.running}</span>
      <progress max={1} value={fraction} aria-label={shell.run.running} />
      <span className="mono run-bar-text">{text}</span>
      <Button size="small" onClick={() => app.client.cancel()}>
        <X size={14} aria-hidden />
        {shell.run.cancel}
      </Button>
    </div>
  )
}
