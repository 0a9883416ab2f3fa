import { Moon, Sun } from 'lucide-react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import { IconButton } from '../design/Button.tsx'
import { useMedia } from './useMedia.ts'

/** Light to dark and back in one step; following the system is in the settings. */
export function ThemeButton({ app }: { app: LambdascopeApp }) {
  const theme = useStore(app.uiStore, (state) => state.theme)
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const dark = theme === 'dark' || (theme === 'system' && systemDark)
  const Icon = dark ? Sun : Moon
  return (
    <IconButton label={dark ? shell.toLight : shell.toDark} onClick={() => app.uiStore.set({ theme: dark ? 'light' : 'dark' })}>
      <Icon size={18} aria-hidden />
    </IconButton>
  )
}
