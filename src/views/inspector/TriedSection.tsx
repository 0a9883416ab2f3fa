import { GitCompareArrows } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { latencyOf, type Fate } from '../../metrics/difference.ts'
import { whyText } from '../../text/en/why.ts'
import { compareWith } from '../compare/original.ts'
import { costPhrase } from '../compare/words.ts'
import { bringIntoView } from '../design/bringIntoView.ts'
import { Button } from '../design/Button.tsx'
import { requestNumber } from '../stage/describe.ts'
import type { Inspection } from './inspection.ts'
import { figuresOf, takeAwaited, useTried, type Figures, type Tried } from './tried.ts'

const text = whyText.helped.tried

interface TriedProps {
  inspection: Inspection
  /** The request that is asked about, or NONE. */
  request: number
}

/** What a remedy did to the request it was to help, and to the cost: where it was pressed, for as long as its run is on show. */
export function TriedSection({ inspection, request }: TriedProps) {
  const tried = useTried()
  const { run } = inspection
  const holds = tried !== null && tried.scenario === run.scenario && tried.request === request
  return holds ? <Result inspection={inspection} tried={tried} /> : null
}

function Result({ inspection: { app, run }, tried }: { inspection: Inspection; tried: Tried }) {
  const box = useRef<HTMLElement>(null)
  const comparing = useStore(app.scenarioStore, (state) => state.comparison !== null)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the figures are those of the run on show
  const after = useMemo(() => figuresOf(app, tried.request), [app, run, tried])
  // The button went with what it remedied; one reads on here.
  useEffect(() => {
    if (box.current === null || !takeAwaited()) return
    box.current.focus({ preventScroll: true })
    bringIntoView(box.current)
  }, [tried])
  if (after === null) return null
  return (
    <section className="why-tried" tabIndex={-1} ref={box} aria-label={text.title}>
      <h3 className="eyebrow">{text.title}</h3>
      <p>{tried.name}</p>
      {told(tried, after).map((line) => (
        <p key={line}>
          <strong>{line}</strong>
        </p>
      ))}
      {comparing ? null : (
        <Button size="small" onClick={() => compareWith(app, tried.before.scenario)}>
          <GitCompareArrows size={14} aria-hidden />
          {text.compare}
        </Button>
      )}
    </section>
  )
}

const fateText = (fate: Fate): string => text.fate(fate, latencyOf(fate))

/** Of the request only where it is the same one: it came at the same moment. */
function told({ request, before: { figures: before } }: Tried, after: Figures): readonly string[] {
  const same = before.fate !== null && after.fate !== null && before.fate.arrived === after.fate.arrived
  return [
    ...(same ? [text.request(requestNumber(request), fateText(before.fate!), fateText(after.fate!))] : []),
    text.cost(costPhrase(before.costPerDayUsd, after.costPerDayUsd)),
  ]
}
