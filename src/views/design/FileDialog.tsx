import { Download, Upload } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button } from './Button.tsx'
import { Modal } from './Modal.tsx'

interface FileDialogProps {
  title: string
  closeLabel: string
  /** CSS pixels. */
  width: number
  onClose: () => void
  /** Opens files. */
  open: { label: string; multiple?: boolean; onFiles: (files: readonly File[]) => void }
  /** Saves to a file. */
  save: { label: string; unavailable?: boolean; onSave: () => void }
  /** What ends it. */
  actions: ReactNode
  children: ReactNode
}

/** A dialog whose content comes from files and goes to files. */
export function FileDialog({ title, closeLabel, width, onClose, open, save, actions, children }: FileDialogProps) {
  const footer = (
    <>
      <OpenButton {...open} />
      <Button aria-disabled={save.unavailable || undefined} onClick={save.unavailable ? undefined : save.onSave}>
        <Download size={15} aria-hidden />
        {save.label}
      </Button>
      <span className="spacer" />
      {actions}
    </>
  )
  return (
    <Modal open onOpenChange={onClose} title={title} closeLabel={closeLabel} width={width} footer={footer}>
      {children}
    </Modal>
  )
}

function OpenButton({ label, multiple = false, onFiles }: FileDialogProps['open']) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        <Upload size={15} aria-hidden />
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        multiple={multiple}
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          onFiles(files)
        }}
      />
    </>
  )
}
