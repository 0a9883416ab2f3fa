import { TriangleAlert } from 'lucide-react'
import { type RefObject, useLayoutEffect, useRef } from 'react'
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
  const box = useRoomBelow(issues)
  return (
    <div className="issues" role="alert" ref={box}>
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

/** Between the box and what it must not cover, CSS pixels. */
const GAP = 8

/** The box stays in view: the refused field, with what is allowed there, and what has the focus come above it. */
function useRoomBelow(issues: readonly Issue[]): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const panel = box.current?.closest<HTMLElement>('.column, .tab-panel')
    if (!box.current || !panel) return undefined
    panel.style.scrollPaddingBottom = `${box.current.offsetHeight + GAP}px`
    panel.querySelector('.field[data-invalid]')?.scrollIntoView({ block: 'nearest' })
    return () => {
      panel.style.scrollPaddingBottom = ''
    }
  }, [issues])
  return box
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
