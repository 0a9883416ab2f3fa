import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Digest } from '../../metrics/digest.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Motion, Theme } from '../../store/uiStore.ts'
import { setTimeUnit } from '../chart/ticks.ts'
import { home } from '../../text/en/home.ts'
import { shell } from '../../text/en/shell.ts'
import type { StatusLine } from './status.ts'

/** The unit of times, where pictures and words look for it; a change of it draws everything anew. */
export function useTimeUnit(app: LambdascopeApp): string {
  const unit = useStore(app.uiStore, (state) => state.timeUnit)
  setTimeUnit(unit)
  return unit
}

/** Puts theme and motion where the style sheets look for them. */
export function useRootAttributes(app: LambdascopeApp): void {
  const theme = useStore(app.uiStore, (state) => state.theme)
  const motion = useStore(app.uiStore, (state) => state.motion)
  useEffect(() => {
    setOrRemove('theme', theme)
    setOrRemove('motion', motion)
  }, [theme, motion])
}

function setOrRemove(name: 'theme' | 'motion', value: Theme | Motion): void {
  if (value === 'system') delete document.documentElement.dataset[name]
  else document.documentElement.dataset[name] = value
}

/** The page's title follows the scenario. */
export function useTitle(app: LambdascopeApp): void {
  const scenario = useStore(app.scenarioStore, (state) => state.scenario.title)
  const place = useStore(app.uiStore, (state) => state.place)
  const title = place === 'home' ? home.title : scenario
  useEffect(() => {
    document.title = title === '' ? shell.product : `${title} · ${shell.product}`
  }, [title])
}

/** Going to another place puts the focus where it begins; opening the page leaves it alone. */
export function usePlaceFocus(app: LambdascopeApp): void {
  useEffect(
    () =>
      app.uiStore.subscribe((now, before) => {
        // Once the place is there.
        if (now.place !== before.place) setTimeout(() => document.getElementById('stage')?.focus({ preventScroll: true }))
      }),
    [app],
  )
}

/** The command palette from anywhere. */
export function usePaletteKey(open: () => void): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  }, [open])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      // One dialog at a time.
      if (document.querySelector('[role=dialog]') === null) latest.current()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Fetches what is likely to be wanted once the page has nothing better to do. */
export function useLoadedWhenIdle(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), IDLE_MS)
    return () => clearTimeout(timer)
  }, [load])
}

/** By then the first picture is there. */
const IDLE_MS = 2000

/** The front door has no run to count. */
const loadCounts = () => import('../../metrics/counts.ts')

/** Says how each run ended, once knobs have come to rest. */
export function useRunStatus(app: LambdascopeApp, status: StatusLine): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = async (trace: Trace, digest: Digest): Promise<void> => {
      const { countsAt } = await loadCounts()
      if (app.runStore.getState().trace !== trace) return
      const counts = countsAt(digest, trace, trace.until)
      status.say(shell.status.finished(counts.requests, counts.coldStarts, counts.throttles))
    }
    const stop = app.runStore.subscribe(({ trace, digest }, before) => {
      if (trace === before.trace || trace === null || digest === null) return
      clearTimeout(timer)
      timer = setTimeout(() => void say(trace, digest).catch(() => undefined), SETTLED_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [app, status])
}

const SETTLED_MS = 600

/** Undo and redo from anywhere but text fields, which have their own. */
export function useHistoryKeys(app: LambdascopeApp): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z'
      if (!wanted || isTextField(event.target)) return
      event.preventDefault()
      if (event.shiftKey) app.scenarioStore.redo()
      else app.scenarioStore.undo()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [app])
}

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && target.type !== 'range'
}
