import { Popover } from '@base-ui/react/popover'
import { SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import { formatCount } from '../../../base/format.ts'
import type { Trace } from '../../../sim/trace/schema.ts'
import type { Moment } from '../../../text/en/stage.ts'
import { timeText } from '../../../text/en/time.ts'
import { countMoments, MOMENTS } from '../transport/moments.ts'
import type { TimeTools } from './timeTools.ts'
import { useChosenKinds } from './useStops.ts'

const text = timeText.moments

/** What next and previous stop at: whatever is worth it, or each event of the kinds chosen. Remembered. */
export function MomentMenu({ tools, trace }: { tools: TimeTools; trace: Trace }) {
  const kinds = useChosenKinds(tools.app)
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className="button" tabIndex={-1}
        data-variant="quiet"
        data-size="normal"
        data-square=""
        data-on={kinds !== null || undefined}
        aria-label={text.menu}
        data-testid="moment-menu"
      >
        <SlidersHorizontal size={16} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="popup-positioner" positionMethod="fixed" side="top" sideOffset={6}>
          <Popover.Popup className="popup time-popup" data-testid="moment-kinds">
            <Popover.Title className="time-popup-title">{text.title}</Popover.Title>
            <Kinds tools={tools} trace={trace} kinds={kinds} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Kinds({ tools, trace, kinds }: { tools: TimeTools; trace: Trace; kinds: readonly Moment[] | null }) {
  const counts = useMemo(() => countMoments(trace), [trace])
  const { setKinds } = tools.app.timeStore
  const toggle = (kind: Moment): void => {
    const next = kinds?.includes(kind) ? kinds.filter((other) => other !== kind) : [...(kinds ?? []), kind]
    setKinds(next.length === 0 ? null : next)
  }
  return (
    <>
      <label className="moment-kind">
        <input type="checkbox" checked={kinds === null} onChange={() => setKinds(null)} />
        <span>
          {text.all}
          <span className="moment-hint">{text.allHint}</span>
        </span>
      </label>
      <p className="time-popup-note">{text.each}</p>
      <ul role="list">
        {MOMENTS.map((kind) => (
          <li key={kind}>
            <label className="moment-kind" data-none={counts[kind] === 0 || undefined}>
              <input type="checkbox" checked={kinds?.includes(kind) ?? false} onChange={() => toggle(kind)} />
              <span>{text.kinds[kind]}</span>
              <span className="moment-count">{formatCount(counts[kind])}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}
