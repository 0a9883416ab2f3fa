import { Popover } from '@base-ui/react/popover'
import { Settings2 } from 'lucide-react'
import { useId } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Motion, Theme } from '../../store/uiStore.ts'
import { shell } from '../../text/en/shell.ts'
import { Segmented } from '../design/Segmented.tsx'
import { SwitchField } from '../design/SwitchField.tsx'

const optionsOf = <T extends string>(labels: Readonly<Record<T, string>>) =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }))

/** How the page looks and behaves; remembered by the browser. */
export function SettingsMenu({ app }: { app: LambdascopeApp }) {
  const id = useId()
  const { theme, motion, singleKeyShortcuts } = useStore(app.uiStore)
  return (
    <Popover.Root>
      <Popover.Trigger className="button" data-variant="quiet" data-square="" aria-label={shell.settings}>
        <Settings2 size={18} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="popup-positioner" sideOffset={6} align="end" collisionPadding={8}>
          <Popover.Popup className="popup settings" aria-label={shell.settings}>
            <div className="field">
              <span>{shell.theme}</span>
              <Segmented<Theme>
                label={shell.theme}
                value={theme}
                options={optionsOf(shell.themes)}
                onChange={(next) => app.uiStore.set({ theme: next })}
              />
            </div>
            <div className="field">
              <span>{shell.motion}</span>
              <Segmented<Motion>
                label={shell.motion}
                value={motion}
                options={optionsOf(shell.motions)}
                onChange={(next) => app.uiStore.set({ motion: next })}
              />
            </div>
            <div className="field">
              <div className="field-head">
                <span id={id}>{shell.shortcuts}</span>
                <SwitchField
                  labelledBy={id}
                  checked={singleKeyShortcuts}
                  onChange={(next) => app.uiStore.set({ singleKeyShortcuts: next })}
                />
              </div>
              <p className="field-hint">{shell.shortcutsHint}</p>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
