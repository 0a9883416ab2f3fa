import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { TextIssue, TextResult } from '../../../scenario/aws/result.ts'
import { keptText } from '../../../text/en/aws.ts'
import { textPanel, type TextMode } from '../../../text/en/textPanel.ts'
import { Button } from '../../design/Button.tsx'
import { Unfolding } from '../../design/Unfolding.tsx'
import { ApiAnswer } from '../ApiAnswer.tsx'

interface TextMessagesProps {
  id: string
  result: TextResult
  pending: boolean
  mode: TextMode
  goTo: (line: number) => void
  revert: () => void
}

/** How reading the text went, and what it leaves out. */
export function TextMessages({ id, result, pending, mode, goTo, revert }: TextMessagesProps) {
  return (
    <>
      <div id={id} role="status" className="text-status">
        {result.ok ? <Applied pending={pending} /> : <Refused issues={result.issues} goTo={goTo} revert={revert} />}
      </div>
      {result.ignored.length === 0 ? null : (
        <Unfolding className="text-details" summary={textPanel.ignored(result.ignored.length)}>
          <IssueItems issues={result.ignored} goTo={goTo} />
        </Unfolding>
      )}
      {mode === 'json' ? null : (
        <Unfolding className="text-details" summary={textPanel.kept}>
          <ul className="kept-list">
            {result.kept.map((what) => (
              <li key={what}>{keptText[what]}</li>
            ))}
          </ul>
        </Unfolding>
      )}
    </>
  )
}

function Applied({ pending }: { pending: boolean }) {
  return (
    <p className="text-applied" data-pending={pending || undefined}>
      <CircleCheck size={15} aria-hidden />
      {pending ? textPanel.pending : textPanel.applied}
    </p>
  )
}

function Refused({ issues, goTo, revert }: { issues: readonly TextIssue[]; goTo: (line: number) => void; revert: () => void }) {
  return (
    <div className="issues">
      <p className="issues-title">
        <TriangleAlert size={16} aria-hidden />
        {textPanel.refused(issues.length)}
      </p>
      <IssueItems issues={issues} goTo={goTo} />
      <p>{textPanel.refusedNote}</p>
      <Button size="small" onClick={revert}>
        {textPanel.revert}
      </Button>
    </div>
  )
}

export function IssueItems({ issues, goTo }: { issues: readonly TextIssue[]; goTo: (line: number) => void }) {
  return (
    <ul role="list" className="issue-lines">
      {issues.map(({ line, message, api }, index) => (
        <li key={index}>
          {line === null ? null : (
            <button type="button" className="line-link" aria-label={textPanel.goTo(line)} onClick={() => goTo(line)}>
              {textPanel.line(line)}
            </button>
          )}
          <span>{message}</span>
          {api === null ? null : <ApiAnswer answer={api} />}
        </li>
      ))}
    </ul>
  )
}
