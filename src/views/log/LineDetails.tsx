import { X } from 'lucide-react'
import type { LogRow, LogType } from '../../metrics/logEvents.ts'
import { logFacts, logGroup, streamName, type LogSource } from '../../metrics/logFacts.ts'
import type { RuleId } from '../../rules/registry.ts'
import { cloudwatch } from '../../text/en/cloudwatch.ts'
import { logs } from '../../text/en/logs.ts'
import { CopyButton } from '../design/CopyButton.tsx'
import { IconButton } from '../design/Button.tsx'
import { RuleBadges } from '../design/RuleBadges.tsx'
import { lineOf, type LogFormat } from './line.ts'

interface LineDetailsProps {
  source: LogSource
  row: LogRow
  format: LogFormat
  onClose: () => void
}

/** A line in full, and the stream it is written to. */
export function LineDetails({ source, row, format, onClose }: LineDetailsProps) {
  const { functionName } = logFacts(source, row)
  const line = lineOf(source, row, format)
  return (
    <section className="record-details" aria-label={logs.selected} tabIndex={0}>
      <div className="record-details-head">
        <h3>{logs.selected}</h3>
        <span className="log-tools">
          <CopyButton label={logs.copy} text={() => line} />
          <IconButton label={logs.close} size="small" onClick={onClose}>
            <X size={15} aria-hidden />
          </IconButton>
        </span>
      </div>
      <pre className="log-full">{format === 'json' ? JSON.stringify(JSON.parse(line), null, 1) : line.replaceAll('\t', '\n')}</pre>
      <p className="muted">{logs.stream(logGroup(functionName), streamName(source.trace, source.scenario, row.lane))}</p>
      <RuleBadges label={cloudwatch.rules} rules={rulesOf(row.type, format)} />
    </section>
  )
}

/** The rules that say how such a line looks. */
function rulesOf(type: LogType, format: LogFormat): readonly RuleId[] {
  if (format === 'json') return type === 'message' ? ['LG-05', 'MC-33'] : [JSON_RULES[type] ?? 'LG-09', 'LG-06', 'LG-04']
  if (type === 'report') return ['LG-02', 'LG-04']
  return type === 'message' ? ['LG-03', 'MC-33', 'LG-04'] : ['LG-01', 'LG-04', 'MC-33']
}

const JSON_RULES: Partial<Record<LogType, RuleId>> = { initStart: 'LG-08', start: 'LG-10', runtimeDone: 'LG-10', report: 'LG-11' }
