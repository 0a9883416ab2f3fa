import { MISCONCEPTIONS } from '../../scenario/misconceptions/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { misconceptionsLeftOut, misconceptionsText as text, misconceptionText, type MisconceptionId, type MisconceptionText } from '../../text/en/misconceptions.ts'
import { Button } from '../design/Button.tsx'
import { Modal } from '../design/Modal.tsx'
import type { StatusLine } from '../shell/status.ts'
import './misconceptions.css'
import { openMisconception } from './openMisconception.ts'

interface MisconceptionsDialogProps {
  app: LambdascopeApp
  status: StatusLine
  onClose: () => void
}

const IDS = Object.keys(misconceptionText) as MisconceptionId[]

/** What people believe about Lambda, and the runs that show what is true. */
export function MisconceptionsDialog({ app, status, onClose }: MisconceptionsDialogProps) {
  return (
    <Modal open onOpenChange={onClose} title={text.title} closeLabel={text.close} width={720}>
      <p className="muted">{text.intro}</p>
      <ul role="list" className="misconceptions">
        {IDS.map((id) => (
          <Row
            key={id}
            id={id}
            onOpen={(name) => {
              const run = MISCONCEPTIONS.find((one) => one.id === id)?.runs.find((one) => one.name === name)
              if (run !== undefined) openMisconception(app, status.say, run)
              onClose()
            }}
          />
        ))}
      </ul>
    </Modal>
  )
}

function Row({ id, onOpen }: { id: MisconceptionId; onOpen: (name: string) => void }) {
  const { belief, runs }: MisconceptionText = misconceptionText[id]
  const leftOut = misconceptionsLeftOut[id]
  return (
    <li className="misconception">
      <p className="misconception-belief">
        <span className="mono muted">{id}</span> {belief}
      </p>
      {leftOut === undefined ? (
        <div className="misconception-runs">
          {Object.entries(runs).map(([name, label]) => (
            <Button key={name} size="small" aria-label={text.open(id, label)} onClick={() => onOpen(name)}>
              {label}
            </Button>
          ))}
        </div>
      ) : (
        <p className="muted">{leftOut}</p>
      )}
    </li>
  )
}
