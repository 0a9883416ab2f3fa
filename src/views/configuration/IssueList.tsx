import { TriangleAlert } from 'lucide-react'
import type { Issue } from '../../scenario/issue.ts'
import { configuration } from '../../text/en/configuration.ts'
import { Button } from '../design/Button.tsx'

interface IssueListProps {
  issues: readonly Issue[]
  /** Those no knob on show speaks about. */
  elsewhere: readonly Issue[]
  discard: () => void
}

/** What keeps the last change from being applied, and that the old settings still hold. */
export function IssueList({ issues, elsewhere, discard }: IssueListProps) {
  return (
    <div className="issues" role="alert">
      <p className="issues-title">
        <TriangleAlert size={16} aria-hidden />
        {configuration.issues.title(issues.length)}
      </p>
      {elsewhere.length === 0 ? null : <IssueLines issues={elsewhere} />}
      <p>{configuration.issues.kept}</p>
      <Button size="small" onClick={discard}>
        {configuration.issues.discard}
      </Button>
    </div>
  )
}

/** The message of each issue; it names the path. */
export function IssueLines({ issues }: { issues: readonly Issue[] }) {
  return (
    <ul role="list" className="issue-lines">
      {issues.map((issue, index) => (
        <li key={index}>
          {issue.message}
        </li>
      ))}
    </ul>
  )
}
