import { shell } from '../../text/en/shell.ts'
import { Modal } from '../design/Modal.tsx'

/** A link to be copied by hand, where the browser does not let the page copy. */
export function LinkDialog({ url, onClose }: { url: string; onClose: () => void }) {
  return (
    <Modal open onOpenChange={onClose} title={shell.shareTitle} closeLabel={shell.close}>
      <div className="field">
        <p className="muted">{shell.shareManual}</p>
        <input
          className="text-input mono"
          readOnly
          aria-label={shell.shareTitle}
          value={url}
          onFocus={(event) => event.target.select()}
        />
      </div>
    </Modal>
  )
}
