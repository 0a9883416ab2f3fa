import { Upload } from 'lucide-react'
import { useId, useMemo, useRef, useState } from 'react'
import { readPaste, type PasteChoice } from '../../../scenario/aws/paste.ts'
import { sameJson } from '../../../scenario/diff.ts'
import type { LambdascopeApp } from '../../../store/createApp.ts'
import { pasteText as words } from '../../../text/en/paste.ts'
import { changeShown, useShownScenario } from '../../compare/shownScenario.ts'
import { Button } from '../../design/Button.tsx'
import { Modal } from '../../design/Modal.tsx'
import type { StatusLine } from '../../shell/status.ts'
import { CodeArea, goToLine } from '../text/CodeArea.tsx'
import { MappingReference } from '../text/MappingReference.tsx'
import '../text/text.css'
import './paste.css'
import { PasteFound } from './PasteFound.tsx'
import { usePasted } from './usePasted.ts'

interface PasteDialogProps {
  app: LambdascopeApp
  status: StatusLine
  onClose: () => void
}

const NO_CHOICE: PasteChoice = { fn: null, into: new Map(), reports: true }

/** One box for a configuration of any form: says what it is and what it means here before it is applied. */
export function PasteDialog({ app, status, onClose }: PasteDialogProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const scenario = useShownScenario(app)
  const { text, settled, pending, edit } = usePasted()
  const [choice, setChoice] = useState(NO_CHOICE)
  const reading = useMemo(() => (settled.trim() === '' ? null : readPaste(settled, scenario, choice)), [settled, scenario, choice])
  const result = reading?.result
  const ready = result?.ok === true && !pending && !sameJson(result.scenario, scenario)
  const marked = new Set(pending ? [] : (result?.issues.flatMap(({ line }) => line ?? []) ?? []))
  const apply = () => {
    if (!ready) return field.current?.focus()
    if (changeShown(app.scenarioStore, () => result.scenario, undefined)) status.say(words.applied)
    onClose()
  }
  const footer = (
    <>
      <FileButton onText={edit} />
      <span className="spacer" />
      <Button onClick={onClose}>{words.cancel}</Button>
      <Button variant="primary" aria-disabled={!ready || undefined} onClick={apply}>
        {words.apply}
      </Button>
    </>
  )
  return (
    <Modal open onOpenChange={onClose} title={words.title} closeLabel={words.close} width={760} footer={footer} initialFocus={field}>
      <div className="paste-dialog">
        <p className="muted">{words.intro}</p>
        <CodeArea
          label={words.label}
          text={text}
          field={field}
          marked={marked}
          describedBy={`${id}-found`}
          onChange={edit}
          onFocus={() => undefined}
          onLeave={() => undefined}
        />
        <div id={`${id}-found`}>
          {reading === null ? (
            <p className="muted">{words.empty}</p>
          ) : (
            <PasteFound reading={reading} changes={ready || pending} scenario={scenario} choice={choice} choose={setChoice} goTo={(line) => goToLine(field.current, line)} />
          )}
        </div>
        <MappingReference />
      </div>
    </Modal>
  )
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        <Upload size={15} aria-hidden />
        {words.open}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,.yaml,.yml,.txt,.sh,.js,.mjs,.py"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          void file?.text().then(onText)
        }}
      />
    </>
  )
}
