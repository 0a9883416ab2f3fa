import { RECORD_KINDS } from '../../sim/trace/schema.ts'
import type { HomeRun } from '../../store/homeStore.ts'
import { home as text } from '../../text/en/home.ts'
import { recordText } from '../../text/en/records.ts'
import { PHASES } from '../design/palette.ts'
import { Swatch } from '../design/Swatch.tsx'

/** What the colours of the picture mean; keeps its room until there is a run. */
export function PhaseLegend({ run }: { run: HomeRun | null }) {
  const parts = run === null ? [] : run.fates.flatMap((fate) => fate.parts)
  const kinds = new Set(parts.map((part) => RECORD_KINDS[run!.trace.records.kind[part]!]))
  return (
    <ul role="list" className="first-legend" aria-label={text.legend}>
      {PHASES.filter((phase) => kinds.has(phase)).map((phase) => (
        <li key={phase}>
          <Swatch phase={phase} />
          {recordText.kinds[phase]}
        </li>
      ))}
    </ul>
  )
}
