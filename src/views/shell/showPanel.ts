import { shell } from '../../text/en/shell.ts'
import type { PanelName } from './PanelTabs.tsx'

/** The tab of a panel, where panels are tabs. */
export function tabOf(name: PanelName): HTMLElement | null {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')]
  return tabs.find((tab) => tab.textContent === shell.tabs[name]) ?? null
}

/** Opens the tab of a panel where panels are tabs, and puts the focus there. */
export function showPanel(name: PanelName): void {
  const tab = tabOf(name)
  tab?.click()
  const target = tab ?? document.querySelector<HTMLElement>(name === 'stage' ? '#stage' : `.${name}`)
  if (target !== null && target.tabIndex < 0) target.tabIndex = -1
  target?.focus()
}
