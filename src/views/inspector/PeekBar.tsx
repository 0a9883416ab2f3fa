import { ChevronRight, X } from 'lucide-react'
import { useStore } from 'zustand'
import { environmentNumber } from '../../metrics/environments.ts'
import { messageHead } from '../../metrics/message/facts.ts'
import { factsOf } from '../../metrics/why/facts.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { messagesText } from '../../text/en/messages.ts'
import { whyText } from '../../text/en/why.ts'
import { IconButton } from '../design/Button.tsx'
import { functionName } from '../stage/describe.ts'
import './inspector.css'

/** On a narrow screen: what is selected on the stage, in a line, with the way to read on. */
export function PeekBar({ app, onOpen }: { app: LambdascopeApp; onOpen: () => void }) {
  const title = useTitle(app)
  if (title === null) return null
  const open = () => {
    const { selection, message } = app.uiStore.getState()
    if (selection !== null || message !== null) app.uiStore.setWhyOpen(true)
    onOpen()
  }
  return (
    <div className="peek">
      <button type="button" className="peek-open" onClick={open}>
        <span className="peek-title">{title}</span>
        <span className="peek-why">
          {inspectorText.peekWhy}
          <ChevronRight size={15} aria-hidden />
        </span>
      </button>
      <IconButton label={inspectorText.close} onClick={() => app.uiStore.select(null)}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  )
}

function useTitle({ runStore, uiStore }: LambdascopeApp): string | null {
  const trace = useStore(runStore, (state) => state.trace)
  const scenario = useStore(runStore, (state) => state.scenario)
  const record = useStore(uiStore, (state) => state.selection)
  const lane = useStore(uiStore, (state) => state.lane)
  const message = useStore(uiStore, (state) => state.message)
  if (trace === null || scenario === null) return null
  if (record !== null && record < trace.records.length) return whyText.name(factsOf({ trace, scenario }, record))
  if (message !== null && message < trace.messages.length) return messagesText.title(messageHead({ trace, scenario }, message))
  if (lane === null || lane >= trace.lanes.length) return null
  return inspectorText.environment(environmentNumber(trace, lane), functionName(trace, scenario, lane))
}
