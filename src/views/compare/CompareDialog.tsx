import { useState } from 'react'
import { useStore } from 'zustand'
import { futuresOf } from '../../scenario/comparison.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compare } from '../../text/en/compare.ts'
import { Modal } from '../design/Modal.tsx'
import { Tabs } from '../design/Tabs.tsx'
import { ChangesTab } from './ChangesTab.tsx'
import { NumbersTab } from './NumbersTab.tsx'
import { RequestsTab } from './RequestsTab.tsx'
import { SeedsTab } from './SeedsTab.tsx'
import { useFutures } from './useFutures.ts'

const text = compare.dialog

type TabName = 'numbers' | 'requests' | 'changes' | 'seeds'

/** Everything that differs between the two futures. */
export function CompareDialog({ app, onClose }: { app: LambdascopeApp; onClose: () => void }) {
  const [tab, setTab] = useState<TabName>('numbers')
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  const comparison = useStore(app.scenarioStore, (state) => state.comparison)
  const futures = useFutures(app)
  if (comparison === null) return null
  const waiting = <p className="muted">{compare.running}</p>
  const panels: Readonly<Record<TabName, React.ReactNode>> = {
    numbers: futures === null ? waiting : <NumbersTab futures={futures} />,
    requests: futures === null ? waiting : <RequestsTab app={app} futures={futures} onShow={onClose} />,
    changes: <ChangesTab futures={futuresOf(scenario, comparison)} forkMs={comparison.forkMs} />,
    seeds: <SeedsTab app={app} />,
  }
  const names: readonly TabName[] = ['numbers', 'requests', 'changes', 'seeds']
  return (
    <Modal open onOpenChange={onClose} title={text.title} closeLabel={text.close} width={680}>
      <div className="compare-dialog">
        <Tabs label={text.tabs.label} value={tab} onChange={setTab} tabs={names.map((name) => ({ name, label: text.tabs[name], panel: panels[name] }))} />
      </div>
    </Modal>
  )
}
