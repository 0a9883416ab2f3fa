import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Imported } from '../../store/library.ts'
import { scenarios as text } from '../../text/en/scenarios.ts'
import { shell } from '../../text/en/shell.ts'
import { IssueLines } from '../configuration/IssueList.tsx'
import { Button } from '../design/Button.tsx'
import { FileDialog } from '../design/FileDialog.tsx'
import type { StatusLine } from '../shell/status.ts'
import { saveText } from './files.ts'
import { openSaved, openUnsaved } from './openSaved.ts'
import { SaveForm } from './SaveForm.tsx'
import { ScenarioRows } from './ScenarioRows.tsx'
import './scenarios.css'
import { UnsavedRows } from './UnsavedRows.tsx'

interface ScenariosDialogProps {
  app: LambdascopeApp
  status: StatusLine
  onClose: () => void
}

/** What an import left out, file by file. */
interface Refusal {
  readonly what: string
  readonly issues: Imported['issues']
}

/** Everything that is kept, and what can be done with it. */
export function ScenariosDialog({ app, status, onClose }: ScenariosDialogProps) {
  const { library } = app
  const items = useStore(library, (state) => state.items)
  const full = useStore(library, (state) => state.full)
  const unreadable = useStore(library, (state) => state.unreadable)
  const [said, setSaid] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const open = (id: string) => {
    openSaved(app, status, id)
    onClose()
  }
  const take = async (files: readonly File[]) => {
    const results = await Promise.all(files.map(async (file) => ({ file: file.name, ...library.import(await file.text()) })))
    const count = results.reduce((sum, { added }) => sum + added.length, 0)
    setSaid(count === 0 ? text.importNone : text.imported(count))
    setRefusals(results.flatMap(refusalsOf))
  }
  return (
    <FileDialog
      title={text.title}
      closeLabel={shell.close}
      width={680}
      onClose={onClose}
      open={{ label: text.import, multiple: true, onFiles: (files) => void take(files) }}
      save={{ label: text.exportAll, unavailable: items.length === 0, onSave: () => saveText(text.fileName, library.export()) }}
      actions={
        <Button variant="primary" onClick={onClose}>
          {text.done}
        </Button>
      }
    >
      <div className="scenarios">
        <p className="muted">{text.intro}</p>
        <SaveForm app={app} onSaid={setSaid} />
        <Undelete app={app} />
        {full ? <p role="alert" className="scenarios-full">{text.full}</p> : null}
        <p role="status" className="scenarios-said">{said}</p>
        <Refusals refusals={refusals} />
        {unreadable > 0 ? <p className="scenarios-full">{text.unreadable(unreadable)}</p> : null}
        {items.length === 0 ? <p className="muted">{text.empty}</p> : <ScenarioRows library={library} items={items} onOpen={open} />}
        <UnsavedRows
          app={app}
          onOpen={(unsaved) => {
            openUnsaved(app, status, unsaved)
            onClose()
          }}
        />
      </div>
    </FileDialog>
  )
}

const refusalsOf = ({ file, issues, refused }: Imported & { file: string }): Refusal[] => [
  ...(issues.length > 0 ? [{ what: text.fileRefused(file), issues }] : []),
  ...refused.map(({ name, issues: own }) => ({ what: text.refused(name), issues: own })),
]

function Undelete({ app: { library } }: { app: LambdascopeApp }): ReactNode {
  const deleted = useStore(library, (state) => state.deleted)
  if (deleted === null) return null
  return (
    <div className="scenarios-deleted" role="status">
      <p>{text.deleted(deleted.name)}</p>
      <Button size="small" onClick={library.undelete}>
        {text.undo}
      </Button>
    </div>
  )
}

function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  return refusals.map(({ what, issues }) => (
    <div key={what} className="issues" role="alert">
      <p className="issues-title">{what}</p>
      <IssueLines issues={issues} />
    </div>
  ))
}
