import { Columns2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import { IconButton } from '../design/Button.tsx'

const AsOfDialog = lazy(() => import('./AsOfDialog.tsx').then((module) => ({ default: module.AsOfDialog })))

/** Beside the date: the same scenario under the rules of two days. */
export function CompareDates({ app, say }: { app: LambdascopeApp; say: (message: string) => void }) {
  const comparing = useStore(app.scenarioStore, (state) => state.comparison !== null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton className="date-compare" label={shell.asOfCompare} unavailable={comparing} onClick={() => setOpen(true)}>
        <Columns2 size={15} aria-hidden />
      </IconButton>
      {open ? <Suspense><AsOfDialog app={app} say={say} onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  )
}
