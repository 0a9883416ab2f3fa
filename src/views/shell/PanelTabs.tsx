import { type ReactNode, useEffect, useState } from 'react'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { isSelected } from '../../store/selection.ts'
import { shell } from '../../text/en/shell.ts'
import { Tabs } from '../design/Tabs.tsx'
import { Opening } from '../motion/Appearing.tsx'

export type PanelName = keyof typeof shell.tabs & ('stage' | 'configuration' | 'numbers' | 'inspect' | 'metrics' | 'events' | 'log')
export type Panels = Readonly<Record<PanelName, ReactNode>>

/** Which panels stand beside the stage, in which order: one more is one more name. */
export const UPPER: readonly PanelName[] = ['numbers', 'inspect', 'metrics']
export const LOWER: readonly PanelName[] = ['events', 'log']

interface PanelTabsProps {
  app: LambdascopeApp
  names: readonly PanelName[]
  panels: Panels
  /** Name of the tab list, where there are several. */
  label?: string
}

/** Some of the panels as tabs; one alone as it is. */
export function PanelTabs({ app, names, panels, label = shell.tabs.label }: PanelTabsProps) {
  const [tab, setTab] = useInspectTab(app, names)
  const [only] = names
  if (names.length === 1 && only !== undefined) return panels[only]
  const tabs = names.map((name) => {
    const stays = name === 'stage'
    return { name, label: shell.tabs[name], panel: stays ? panels[name] : <Opening app={app}>{panels[name]}</Opening>, stays }
  })
  return <Tabs label={label} tabs={tabs} value={tab} onChange={setTab} />
}

/** What was selected before the panels were there (a link followed, another width) is open at once. */
function firstTab({ uiStore }: LambdascopeApp, names: readonly PanelName[]): PanelName {
  const state = uiStore.getState()
  const { inspecting } = state
  const selected = isSelected(state)
  return names.includes('inspect') && (inspecting || (selected && names[0] !== 'stage')) ? 'inspect' : names[0]!
}

/** The open tab: the inspector as soon as something is selected, and the one before when nothing is any more. */
function useInspectTab(app: LambdascopeApp, names: readonly PanelName[]): readonly [PanelName, (name: PanelName) => void] {
  const [{ tab }, setState] = useState<{ tab: PanelName; before: PanelName }>(() => ({ tab: firstTab(app, names), before: names[0]! }))
  const { uiStore } = app
  useEffect(() => {
    if (!names.includes('inspect')) return undefined
    return uiStore.subscribe((now, was) => {
      const selected = isSelected(now)
      // On a narrow screen the stage stays: a line under it leads on.
      const stays = (name: PanelName): boolean => name === 'stage' && !now.inspecting
      if (now.inspecting && !was.inspecting) setState((state) => ({ tab: 'inspect', before: state.tab === 'inspect' ? state.before : state.tab }))
      else if (now.picks === was.picks) return
      else if (!selected) setState(({ tab: open, before: last }) => (open === 'inspect' ? { tab: last, before: last } : { tab: open, before: last }))
      else setState(({ tab: open, before: last }) => (open === 'inspect' || stays(open) ? { tab: open, before: last } : { tab: 'inspect', before: open }))
    })
  }, [uiStore, names])
  return [tab, (name) => setState(({ before: last, tab: open }) => ({ tab: name, before: open === 'inspect' ? last : open }))]
}
