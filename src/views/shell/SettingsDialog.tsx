import { useId } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Motion, Theme } from '../../store/uiStore.ts'
import { shell } from '../../text/en/shell.ts'
import { Modal } from '../design/Modal.tsx'
import { Segmented } from '../design/Segmented.tsx'
import { SwitchField } from '../design/SwitchField.tsx'

interface SettingsDialogProps {
  app: LambdascopeApp
  onClose: () => void
}

const optionsOf = <T extends string>(labels: Readonly<Record<T, string>>) =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }))

/** How the page looks and behaves; remembered by the browser. */
export function SettingsDialog({ app, onClose }: SettingsDialogProps) {
  const id = useId()
  const theme = useStore(app.uiStore, (state) => state.theme)
  const motion = useStore(app.uiStore, (state) => state.motion)
  const shortcuts = useStore(app.uiStore, (state) => state.singleKeyShortcuts)
  return (
    <Modal open onOpenChange={onClose} title={shell.settings} closeLabel={shell.close} width={420}>
      <div className="settings">
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
              checked={shortcuts}
              onChange={(next) => app.uiStore.set({ singleKeyShortcuts: next })}
            />
          </div>
          <p className="field-hint">{shell.shortcutsHint}</p>
        </div>
      </div>
    </Modal>
  )
}
