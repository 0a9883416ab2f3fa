import { CircleHelp, Info, Redo2, Search, Settings2, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import { IconButton } from '../design/Button.tsx'
import { DateControl } from './DateControl.tsx'
import { PresetPicker } from './PresetPicker.tsx'
import { ShareButton } from './ShareButton.tsx'
import type { StatusLine } from './status.ts'
import { ThemeButton } from './ThemeButton.tsx'
import { Wordmark } from './Wordmark.tsx'

export type DialogName = 'help' | 'about' | 'settings' | 'json' | 'paste' | 'scenarios' | 'misconceptions' | 'palette'

interface HeaderProps {
  app: LambdascopeApp
  status: StatusLine
  onDialog: (dialog: DialogName) => void
}

/** Where one is, what is shown, and what can be done with it. */
export function Header({ app, status, onDialog }: HeaderProps) {
  const inLab = useStore(app.uiStore, (state) => state.place === 'lab')
  return (
    <header className="header" data-place={inLab ? 'lab' : 'home'}>
      {inLab ? <h1 className="hidden-visually">{shell.heading}</h1> : null}
      <a className="home" href="#/" aria-label={shell.home}>
        <Wordmark />
      </a>
      <nav aria-label={shell.places} className="places">
        <a className="place" href="#/" aria-current={inLab ? undefined : 'page'}>
          {shell.homePlace}
        </a>
        <a className="place" href="#/lab" aria-current={inLab ? 'page' : undefined}>
          {shell.lab}
        </a>
      </nav>
      <div className="header-scenario" role={inLab ? 'group' : undefined} aria-label={inLab ? shell.toolbar : undefined}>
        {inLab ? (
          <>
            <PresetPicker app={app} status={status} onManage={() => onDialog('scenarios')} onMisconceptions={() => onDialog('misconceptions')} />
            <DateControl app={app} say={status.say} />
          </>
        ) : null}
      </div>
      <div className="header-actions">
        {inLab ? (
          <>
            <HistoryButtons app={app} status={status} />
            <ShareButton app={app} status={status} />
          </>
        ) : null}
        <IconButton label={shell.palette} shortcut="Ctrl K" onClick={() => onDialog('palette')}>
          <Search size={18} aria-hidden />
        </IconButton>
        <ThemeButton app={app} />
        <IconButton label={shell.settings} onClick={() => onDialog('settings')}>
          <Settings2 size={18} aria-hidden />
        </IconButton>
        <IconButton label={shell.help} onClick={() => onDialog('help')}>
          <CircleHelp size={18} aria-hidden />
        </IconButton>
        <IconButton label={shell.about} onClick={() => onDialog('about')}>
          <Info size={18} aria-hidden />
        </IconButton>
      </div>
    </header>
  )
}

function HistoryButtons({ app, status }: { app: LambdascopeApp; status: StatusLine }) {
  const canUndo = useStore(app.scenarioStore, (state) => state.canUndo)
  const canRedo = useStore(app.scenarioStore, (state) => state.canRedo)
  const undo = () => {
    app.scenarioStore.undo()
    status.say(shell.status.undone)
  }
  const redo = () => {
    app.scenarioStore.redo()
    status.say(shell.status.redone)
  }
  return (
    <>
      <IconButton label={shell.undo} shortcut="Ctrl Z" unavailable={!canUndo} onClick={undo}>
        <Undo2 size={18} aria-hidden />
      </IconButton>
      <IconButton label={shell.redo} shortcut="Ctrl Shift Z" unavailable={!canRedo} onClick={redo}>
        <Redo2 size={18} aria-hidden />
      </IconButton>
    </>
  )
}
