import { ATTRIBUTIONS, type Attribution } from '../../rules/data/attributions.ts'
import { about } from '../../text/en/about.ts'
import { attributionsIntro, attributionsText } from '../../text/en/attributions.ts'
import { Modal } from '../design/Modal.tsx'

interface AboutDialogProps {
  onClose: () => void
}

/** Written by the build beside the page. */
const NOTICES_FILE = './third-party-notices.txt'

/** What this is, what the model leaves out, and whose data and code it uses. */
export function AboutDialog({ onClose }: AboutDialogProps) {
  return (
    <Modal open onOpenChange={onClose} title={about.title} closeLabel={about.close} width={680}>
      <div className="prose">
        <p>{about.intro}</p>
        <p>{about.notAffiliated}</p>
        <h3>{about.leavesOut}</h3>
        <ul>
          {about.leavesOutList.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{about.confidence}</p>
        <h3>{about.sources}</h3>
        <p>{attributionsIntro}</p>
        <ul role="list" className="attributions">
          {ATTRIBUTIONS.map((one) => (
            <AttributionLine key={one.key} attribution={one} />
          ))}
        </ul>
        <h3>{about.software}</h3>
        <p>
          {about.code} <a href={NOTICES_FILE}>{about.notices}</a>
        </p>
      </div>
    </Modal>
  )
}

const words: Readonly<Record<string, string>> = attributionsText

function AttributionLine({ attribution }: { attribution: Attribution }) {
  const { key, title, licence, url } = attribution
  return (
    <li>
      <a href={url} rel="noreferrer">
        {title}
      </a>
      <span className="attribution-licence">{licence === null ? about.figuresOnly : about.licence(licence)}</span>
      <p className="muted">{words[key]}</p>
    </li>
  )
}
