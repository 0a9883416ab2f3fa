import { Check, ClipboardPaste, Copy } from 'lucide-react'
import { use, useId, useRef, useState } from 'react'
import type { Scenario } from '../../../sim/scenario.ts'
import { pasteText } from '../../../text/en/paste.ts'
import { textPanel, type TextMode } from '../../../text/en/textPanel.ts'
import { Button } from '../../design/Button.tsx'
import type { Edits } from '../FieldFrame.tsx'
import { CodeArea, goToLine } from './CodeArea.tsx'
import { loadLanguage } from './languages.ts'
import { MappingReference } from './MappingReference.tsx'
import './text.css'
import type { TextMemory } from './textMemory.ts'
import { TextMessages } from './TextMessages.tsx'
import { useTextDraft } from './useTextDraft.ts'

interface TextPanelProps {
  mode: TextMode
  scenario: Scenario
  edits: Edits
  memory: TextMemory
  /** Opens the box for configurations from elsewhere. */
  onPaste: () => void
}

/** The configuration as text to read, edit and copy. */
export function TextPanel({ mode, scenario, edits, memory, onPaste }: TextPanelProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useTextDraft({ mode, language: use(loadLanguage(mode)), scenario, edits, memory })
  const marked = new Set(draft.result.issues.flatMap(({ line }) => line ?? []))
  return (
    <div className="text-panel">
      <div className="text-head">
        <p className="muted">{textPanel.intro[mode]}</p>
        <div className="text-actions">
          <Button size="small" onClick={onPaste} aria-haspopup="dialog">
            <ClipboardPaste size={14} aria-hidden />
            {pasteText.button}
          </Button>
          <CopyButton text={draft.text} select={() => field.current?.select()} />
        </div>
      </div>
      <CodeArea
        label={textPanel.labels[mode]}
        text={draft.text}
        field={field}
        marked={draft.pending ? NONE : marked}
        describedBy={`${id}-status`}
        onChange={draft.edit}
        onFocus={() => draft.focus(true)}
        onLeave={() => {
          draft.focus(false)
          edits.settle()
        }}
      />
      <TextMessages
        id={`${id}-status`}
        result={draft.result}
        pending={draft.pending}
        mode={mode}
        goTo={(line) => goToLine(field.current, line)}
        revert={draft.revert}
      />
      {mode === 'json' ? null : <MappingReference />}
    </div>
  )
}

const NONE: ReadonlySet<number> = new Set()

function CopyButton({ text, select }: { text: string; select: () => void }) {
  const [said, setSaid] = useState<'copy' | 'copied' | 'copyFailed'>('copy')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('copied')
    } catch {
      select()
      setSaid('copyFailed')
    }
  }
  const Icon = said === 'copied' ? Check : Copy
  return (
    <Button size="small" onClick={() => void copy()} onBlur={() => setSaid('copy')} onPointerLeave={() => setSaid('copy')}>
      <Icon size={14} aria-hidden />
      <span aria-live="polite">{textPanel[said]}</span>
    </Button>
  )
}
