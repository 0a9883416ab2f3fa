import { useId, useState } from 'react'
import type { Issue } from '../../scenario/issue.ts'
import { parseScenarioText } from '../../scenario/parse.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { Button } from '../design/Button.tsx'
import { FileDialog } from '../design/FileDialog.tsx'
import { saveText } from '../scenarios/files.ts'
import { IssueLines } from './IssueList.tsx'

interface JsonDialogProps {
  scenario: Scenario
  onClose: () => void
  /** Takes a valid scenario. */
  onApply: (scenario: Scenario) => void
}

const text = configuration.jsonDialog
/** Checking while typing must not hold up the keys; longer texts are checked by Apply. */
const CHECK_WHILE_TYPING = 200_000

/** The whole scenario to read, edit, save and open. */
export function JsonDialog({ scenario, onClose, onApply }: JsonDialogProps) {
  const id = useId()
  const [draft, setDraft] = useState(() => JSON.stringify(scenario, null, 2))
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const check = (source: string) => {
    const result = parseScenarioText(source)
    setIssues(result.ok ? [] : result.issues)
    return result
  }
  const edit = (source: string) => {
    setDraft(source)
    if (source.length <= CHECK_WHILE_TYPING) check(source)
  }
  const apply = () => {
    const result = check(draft)
    if (!result.ok) return
    onApply(result.scenario)
    onClose()
  }
  return (
    <FileDialog
      title={text.title}
      closeLabel={text.close}
      width={760}
      onClose={onClose}
      open={{ label: text.import, onFiles: ([file]) => void file?.text().then(edit) }}
      save={{ label: text.export, onSave: () => saveText(text.fileName, draft) }}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button variant="primary" onClick={apply}>
            {text.apply}
          </Button>
        </>
      }
    >
      <div className="json-dialog">
        <p className="muted">{text.intro}</p>
        <textarea
          className="json-editor"
          aria-label={text.label}
          aria-invalid={issues.length > 0 || undefined}
          aria-describedby={`${id}-issues`}
          spellCheck={false}
          autoCapitalize="off"
          value={draft}
          onChange={(event) => edit(event.target.value)}
        />
        <div id={`${id}-issues`} role="status">
          {issues.length === 0 ? (
            <p className="muted">{text.valid}</p>
          ) : (
            <div className="issues">
              <p className="issues-title">{text.found(issues.length)}</p>
              <IssueLines issues={issues} />
            </div>
          )}
        </div>
      </div>
    </FileDialog>
  )
}
