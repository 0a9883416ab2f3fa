import { Fragment, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { useMotionParts, useMotionPartsAtFirst } from './useMotionParts.ts'

export interface Item {
  key: string
  content: ReactNode
}

/** Items that come and go, below one another. */
export function Appearing({ app, items }: { app: LambdascopeApp; items: readonly Item[] }) {
  const motion = useStore(app.uiStore, (state) => state.motion)
  const parts = useMotionParts()
  if (parts !== null) return <parts.MovingItems motion={motion} items={items} />
  return items.map(({ key, content }) => <Fragment key={key}>{content}</Fragment>)
}

/** A panel that is opened in place of another. */
export function Opening({ app, children }: { app: LambdascopeApp; children: ReactNode }) {
  const motion = useStore(app.uiStore, (state) => state.motion)
  const parts = useMotionPartsAtFirst()
  if (parts === null) return <div className="opening">{children}</div>
  return (
    <parts.MovingPanel motion={motion} className="opening">
      {children}
    </parts.MovingPanel>
  )
}
