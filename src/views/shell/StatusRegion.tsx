import { useCell } from '../frame/cell.ts'
import type { StatusLine } from './status.ts'

/** Never takes the focus; screen readers speak what changes in it. */
export function StatusRegion({ status }: { status: StatusLine }) {
  const { message, count } = useCell(status.cell, (value) => value)
  return (
    <div role="status" aria-live="polite" className="hidden-visually">
      <span key={count}>{message}</span>
    </div>
  )
}
