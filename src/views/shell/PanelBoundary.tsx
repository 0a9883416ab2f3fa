import { Component, type ReactNode } from 'react'
import { shell } from '../../text/en/shell.ts'
import { Button } from '../design/Button.tsx'

interface PanelBoundaryProps {
  /** What to say about the state that led here: seed and scenario. */
  report: () => string
  /** Lies over the page and can be closed, as what broke would have. */
  dialog?: boolean
  onClose?: () => void
  children: ReactNode
}

interface PanelBoundaryState {
  error: Error | null
}

/**
 * Keeps one broken panel from taking the page with it. The one class of the project: React offers error
 * boundaries in no other form.
 */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): PanelBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    const report = `${error.stack ?? error.message}\n\n${this.props.report()}`
    const { dialog = false, onClose } = this.props
    return <BrokenPanel report={report} retry={() => this.setState({ error: null })} dialog={dialog} onClose={onClose} />
  }
}

interface BrokenPanelProps {
  report: string
  retry: () => void
  dialog: boolean
  onClose: (() => void) | undefined
}

function BrokenPanel({ report, retry, dialog, onClose }: BrokenPanelProps) {
  return (
    <div className="broken" role="alert" data-dialog={dialog || undefined}>
      <h2>{shell.broken.title}</h2>
      <p>{shell.broken.text}</p>
      <div className="broken-actions">
        <Button variant="primary" onClick={retry}>
          {shell.broken.retry}
        </Button>
        <Button onClick={() => void navigator.clipboard?.writeText(report)}>{shell.broken.copy}</Button>
        {onClose === undefined ? null : <Button onClick={onClose}>{shell.close}</Button>}
      </div>
      <textarea className="broken-report mono" readOnly rows={10} aria-label={shell.broken.reportLabel} value={report} />
    </div>
  )
}
