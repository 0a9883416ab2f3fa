import { LocateFixed } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount, formatShare } from '../../base/format.ts'
import { createLog, LOG_LEVELS, LOG_TYPES, type LogFilter, type LogLevel, type LogRow, type LogType } from '../../metrics/logEvents.ts'
import type { LogSource } from '../../metrics/logFacts.ts'
import type { Digest } from '../../metrics/digest.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { logs } from '../../text/en/logs.ts'
import { IconButton } from '../design/Button.tsx'
import { Segmented } from '../design/Segmented.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { LineDetails } from './LineDetails.tsx'
import { LogTable } from './LogTable.tsx'
import './log.css'
import { parseQuery } from './search.ts'
import { useFound } from './useFound.ts'

/** What Lambda writes to the log while the run goes on. */
export function LogPanel({ app }: { app: LambdascopeApp }) {
  const trace = useStore(app.runStore, (state) => state.trace)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  const digest = useStore(app.runStore, (state) => state.digest)
  const source = useMemo<LogSource | null>(
    () => (trace === null || scenario === null || digest === null ? null : { trace, scenario, billing: digest.billing }),
    [trace, scenario, digest],
  )
  return (
    <section className="log" aria-labelledby="log-title">
      {source === null || digest === null ? (
        <div className="panel-head">
          <h2 id="log-title">{logs.title}</h2>
          <p className="muted">{logs.none}</p>
        </div>
      ) : (
        <FilteredLog app={app} source={source} digest={digest} />
      )}
    </section>
  )
}

interface Settings {
  format: LogFilter['format']
  type: LogType | null
  level: LogLevel
  typed: string
}

const TEXT_TYPES: readonly LogType[] = ['initStart', 'initReport', 'restoreStart', 'restoreReport', 'start', 'message', 'end', 'report']
const JSON_TYPES: readonly LogType[] = LOG_TYPES.filter((type) => type !== 'end')

interface FilteredLogProps {
  app: LambdascopeApp
  source: LogSource
  digest: Digest
}

function FilteredLog({ app, source, digest }: FilteredLogProps) {
  const [settings, setSettings] = useState<Settings>({ format: 'text', type: null, level: 'INFO', typed: '' })
  const [follow, setFollow] = useState(true)
  const [line, setLine] = useState<{ row: LogRow; trace: Trace } | null>(null)
  const { trace } = source
  const { format, typed, level } = settings
  const types = format === 'text' ? TEXT_TYPES : JSON_TYPES
  const type = settings.type !== null && types.includes(settings.type) ? settings.type : null
  const query = useMemo(() => parseQuery(typed), [typed])
  const log = useMemo(() => {
    const request = query.request === null ? null : query.request - 1
    return createLog(trace, digest, { format, type, level, environment: query.environment, request })
  }, [trace, digest, format, type, level, query])
  const found = useFound(source, log, { text: query.text, format })
  const shownLine = line !== null && line.trace === trace ? line.row : null
  const change = (part: Partial<Settings>): void => setSettings((before) => ({ ...before, ...part }))
  return (
    <>
      <div className="panel-head log-head">
        <h2 id="log-title">{logs.title}</h2>
        <span className="muted mono" role="status">
          {found.share < 1 ? logs.searching(formatCount(found.log.length), formatShare(found.share)) : formatCount(found.log.length)}
        </span>
        <Segmented
          label={logs.format}
          value={format}
          options={(['text', 'json'] as const).map((value) => ({ value, label: logs.formats[value] }))}
          onChange={(value) => change({ format: value })}
        />
        <IconButton label={logs.follow} size="small" aria-pressed={follow} onClick={() => setFollow(!follow)}>
          <LocateFixed size={15} aria-hidden />
        </IconButton>
      </div>
      <LogFilters settings={{ ...settings, type }} types={types} change={change} />
      {found.log.length === 0 ? (
        <p className="muted events-empty">{logs.empty}</p>
      ) : (
        <LogTable
          app={app}
          source={source}
          log={found.log}
          format={format}
          follow={follow}
          onLeave={() => setFollow(false)}
          onSelect={(row) => setLine({ row, trace })}
        />
      )}
      {shownLine === null ? null : <LineDetails source={source} row={shownLine} format={format} onClose={() => setLine(null)} />}
    </>
  )
}

interface LogFiltersProps {
  settings: Settings
  types: readonly LogType[]
  change: (part: Partial<Settings>) => void
}

function LogFilters({ settings, types, change }: LogFiltersProps) {
  const { format, type, level, typed } = settings
  return (
    <div className="log-filters" data-levels={format === 'json' || undefined}>
      <input
        type="search"
        className="log-search"
        aria-label={logs.filter}
        placeholder={logs.filterHint}
        value={typed}
        onChange={(event) => change({ typed: event.target.value })}
      />
      <SelectField
        label={logs.type}
        value={type ?? 'all'}
        options={[{ value: 'all', label: logs.allTypes }, ...types.map((value) => ({ value, label: logs.types[value] }))]}
        onChange={(value) => change({ type: value === 'all' ? null : (value as LogType) })}
      />
      {format === 'text' ? null : (
        <SelectField
          label={logs.level}
          value={level}
          options={LOG_LEVELS.map((value) => ({ value, label: logs.andAbove(logs.levels[value]) }))}
          onChange={(value) => change({ level: value })}
        />
      )}
    </div>
  )
}
