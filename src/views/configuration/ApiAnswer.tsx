import { textPanel } from '../../text/en/textPanel.ts'

/** What AWS itself would say to a value it refuses. */
export function ApiAnswer({ answer }: { answer: string }) {
  return (
    <p className="api-answer">
      <span className="api-label">{textPanel.api}</span>
      <code>{answer}</code>
    </p>
  )
}
