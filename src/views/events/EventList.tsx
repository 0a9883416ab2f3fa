import { LocateFixed } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../base/format.ts'
import type { TimelineIndex } from '../../metrics/timeline/timelineIndex.ts'
import type { RecordKind } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { events } from '../../text/en/events.ts'
import { stageText } from '../../text/en/stage.ts'
import { IconButton } from '../design/Button.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { EventTable } from './EventTable.tsx'
import './events.css'
import { eventRows, kindsIn } from './rows.ts'

const ALL = 'all'

/** Every record around the playhead as a table; the picture in words and numbers. */
export function EventList({ app }: { app: LambdascopeApp }) {
  const index = useStore(app.runStore, (state) => state.outline?.index ?? null)
  return (
    <section className="events" aria-labelledby="events-title">
      {index === null ? (
        <div className="panel-head">
          <h2 id="events-title">{events.title}</h2>
          <p className="muted">{events.none}</p>
        </div>
      ) : (
        <FilteredList app={app} index={index} />
      )}
    </section>
  )
}

function FilteredList({ app, index: { trace, survey } }: { app: LambdascopeApp; index: TimelineIndex }) {
  const [kind, setKind] = useState<RecordKind | null>(null)
  const [follow, setFollow] = useState(true)
  const kinds = useMemo(() => kindsIn(survey), [survey])
  const shown = kind !== null && kinds.includes(kind) ? kind : null
  const rows = useMemo(() => eventRows(trace, shown), [trace, shown])
  const options = [ALL, ...kinds].map((value) => ({
    value,
    label: value === ALL ? events.all : stageText.kinds[value as RecordKind],
  }))
  return (
    <>
      <div className="panel-head events-head">
        <h2 id="events-title">{events.title}</h2>
        <span className="muted mono">{formatCount(rows.length)}</span>
        <SelectField
          className="events-filter"
          wide={false}
          label={events.filter}
          value={shown ?? ALL}
          options={options}
          onChange={(value) => setKind(value === ALL ? null : (value as RecordKind))}
        />
        <IconButton label={events.follow} size="small" aria-pressed={follow} onClick={() => setFollow(!follow)}>
          <LocateFixed size={15} aria-hidden />
        </IconButton>
      </div>
      {rows.length === 0 ? (
        <p className="muted events-empty">{events.empty}</p>
      ) : (
        <EventTable app={app} trace={trace} rows={rows} follow={follow} onLeave={() => setFollow(false)} />
      )}
    </>
  )
}
