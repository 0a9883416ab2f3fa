import { useEffect, useLayoutEffect, useRef, useState } from 'react'

/** What the open tooltip says, and of whom. */
interface OpenTip {
  anchor: HTMLElement
  label: string
  shortcut: string | undefined
}

const OPEN_AFTER_MS = 500
/** Time to move the pointer from the element to its tooltip. */
const CLOSE_AFTER_MS = 120
const GAP = 6

/**
 * The one tooltip of the page, for elements with `tip(...)` attributes: on hover after a moment, on keyboard
 * focus at once. Escape dismisses it, the pointer may rest on it. Names are on the elements themselves, so
 * that it is for the eye only.
 */
export function TipLayer() {
  const [open, setOpen] = useState<OpenTip | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => listen(setOpen, () => box.current), [])
  useLayoutEffect(() => {
    if (open !== null && box.current !== null) place(box.current, open.anchor.getBoundingClientRect())
  }, [open])
  if (open === null) return null
  return (
    <div ref={box} className="tooltip" aria-hidden>
      {open.label}
      {open.shortcut === undefined ? null : <kbd className="kbd">{open.shortcut}</kbd>}
    </div>
  )
}

/** An element with the focus may stand for a group: then the group's tooltip is meant. */
const focusAnchorOf = (target: EventTarget | null): HTMLElement | null =>
  anchorOf(target) ?? (target instanceof Element ? (target.closest('[data-tip-group]')?.querySelector<HTMLElement>('[data-tip]') ?? null) : null)

function anchorOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
}

function listen(show: (tip: OpenTip | null) => void, box: () => HTMLElement | null): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const after = (ms: number, anchor: HTMLElement | null) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const label = anchor?.isConnected === true ? anchor.dataset['tip'] : undefined
      show(anchor === null || label === undefined ? null : { anchor, label, shortcut: anchor.dataset['tipKey'] })
    }, ms)
  }
  const controller = new AbortController()
  const { signal } = controller
  addEventListener(
    'pointerover',
    (event) => {
      const anchor = anchorOf(event.target)
      const onTip = event.target instanceof Node && box()?.contains(event.target) === true
      if (onTip) clearTimeout(timer)
      else if (event.pointerType !== 'touch') after(anchor === null ? CLOSE_AFTER_MS : OPEN_AFTER_MS, anchor)
    },
    { signal },
  )
  addEventListener(
    'focusin',
    ({ target }) => {
      after(0, target instanceof Element && target.matches(':focus-visible') ? focusAnchorOf(target) : null)
    },
    { signal },
  )
  addEventListener('focusout', () => after(0, null), { signal })
  addEventListener('pointerdown', () => after(0, null), { signal })
  addEventListener('input', () => after(0, null), { signal })
  addEventListener('keydown', ({ key }) => key === 'Escape' && after(0, null), { signal })
  return () => {
    clearTimeout(timer)
    controller.abort()
  }
}

/** Below the anchor, or above where there is no room, and within the page. */
function place(box: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = box
  const below = anchor.bottom + GAP
  const top = below + height > innerHeight ? anchor.top - GAP - height : below
  const left = Math.min(innerWidth - width - GAP, Math.max(GAP, anchor.left + anchor.width / 2 - width / 2))
  box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
}
