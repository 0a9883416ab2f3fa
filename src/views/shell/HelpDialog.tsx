import { help as text } from '../../text/en/help.ts'
import { shell } from '../../text/en/shell.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { Modal } from '../design/Modal.tsx'

interface HelpDialogProps {
  onClose: () => void
}

/** How to read the picture, and every key. */
export function HelpDialog({ onClose }: HelpDialogProps) {
  return (
    <Modal open onOpenChange={onClose} title={text.title} closeLabel={shell.close} width={640}>
      <div className="prose">
        <p>{text.intro}</p>
        <h3>{text.reading}</h3>
        <Pairs rows={text.readingRows} />
        <h3>{text.confidence}</h3>
        <dl className="pairs">
          {(['documented', 'measured', 'assumed'] as const).map((confidence) => (
            <div key={confidence}>
              <dt>
                <ConfidenceBadge confidence={confidence}>{confidence}</ConfidenceBadge>
              </dt>
              <dd>{text.confidenceRows[confidence]}</dd>
            </div>
          ))}
        </dl>
        <h3>{text.keyboard}</h3>
        <p className="muted">{text.keyboardNote}</p>
        <Keys rows={text.keys} />
        <h3>{text.anywhere}</h3>
        <Keys rows={text.anywhereKeys} />
      </div>
    </Modal>
  )
}

type Rows = readonly (readonly [string, string])[]

function Pairs({ rows }: { rows: Rows }) {
  return (
    <dl className="pairs">
      {rows.map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

function Keys({ rows }: { rows: Rows }) {
  return (
    <dl className="pairs">
      {rows.map(([keys, meaning]) => (
        <div key={keys}>
          <dt>
            <kbd className="kbd">{keys}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}
