import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { shell } from '../../text/en/shell.ts'
import { Button } from '../design/Button.tsx'
import { Modal } from '../design/Modal.tsx'
import type { StatusLine } from './status.ts'

/** Copies the address, which holds scenario and moment; where copying is not allowed, shows it to be copied by hand. */
export function ShareButton({ status }: { status: StatusLine }) {
  const [copied, setCopied] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const share = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      setCopied(true)
      status.say(shell.copied)
    } catch {
      setShown(location.href)
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
      <Modal open={shown !== null} onOpenChange={() => setShown(null)} title={shell.shareTitle} closeLabel={shell.close}>
        <p className="muted">{shell.shareManual}</p>
        <input
          className="text-input mono"
          readOnly
          aria-label={shell.shareTitle}
          value={shown ?? ''}
          onFocus={(event) => event.target.select()}
        />
      </Modal>
    </>
  )
}
