import { AnimatePresence, domAnimation, LazyMotion, m, MotionConfig } from 'framer-motion'
import type { ReactNode } from 'react'
import type { Motion } from '../../store/uiStore.ts'
import type { Item } from './Appearing.tsx'

/** What moves when parts of the interface come and go. Loaded after the first picture, see `useMotionParts`. */

/** The settings of the app in the library's words. Less motion leaves the fading and takes away the way. */
const REDUCED = { system: 'user', reduced: 'always', full: 'never' } as const
const TRANSITION = { duration: 0.2, ease: [0.2, 0, 0, 1] } as const
const AWAY = { opacity: 0, y: -8 } as const
const BELOW = { opacity: 0, y: 6 } as const
const HERE = { opacity: 1, y: 0 } as const

function Moving({ motion, children }: { motion: Motion; children: ReactNode }) {
  return (
    <LazyMotion features={domAnimation} strict>
      <MotionConfig reducedMotion={REDUCED[motion]} transition={TRANSITION}>
        {children}
      </MotionConfig>
    </LazyMotion>
  )
}

/** Items that slide in from above and leave the same way. */
export function MovingItems({ motion, items }: { motion: Motion; items: readonly Item[] }) {
  return (
    <Moving motion={motion}>
      <AnimatePresence>
        {items.map(({ key, content }) => (
          <m.div key={key} initial={AWAY} animate={HERE} exit={AWAY}>
            {content}
          </m.div>
        ))}
      </AnimatePresence>
    </Moving>
  )
}

/** A panel that rises into its place. */
export function MovingPanel({ motion, className, children }: { motion: Motion; className: string; children: ReactNode }) {
  return (
    <Moving motion={motion}>
      <m.div className={className} initial={BELOW} animate={HERE}>
        {children}
      </m.div>
    </Moving>
  )
}
