import { Link2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import { Button } from '../design/Button.tsx'
import type { StatusLine } from './status.ts'

const LinkDialog = lazy(() => import('./LinkDialog.tsx').then((module) => ({ default: module.LinkDialog })))

/** Copies a link that holds scenario and moment; where copying is not allowed, shows it to be copied by hand. */
export function ShareButton({ app, status }: { app: LambdascopeApp; status: StatusLine }) {
  const [copied, setCopied] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const share = async () => {
    const hash = app.link()
    // Too large for a link: a notice says so.
    if (hash === null) return
    const url = new URL(hash, location.href).href
    try {
      await navigator.clipboard.writeText(url)
      setCopied(true)
      status.say(shell.copied)
    } catch {
      setShown(url)
    }
  }
  return (
    <>
      <Button
        className="share"
        aria-label={shell.shareLabel}
        onClick={() => void share()}
        onBlur={() => setCopied(false)}
        onPointerLeave={() => setCopied(false)}
      >
        <Link2 size={16} aria-hidden />
        <span className="share-text">{copied ? shell.copied : shell.share}</span>
      </Button>
      {shown === null ? null : (
        <Suspense>
          <LinkDialog url={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  )
}
