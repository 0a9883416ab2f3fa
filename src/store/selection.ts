import type { StoreApi } from 'zustand/vanilla'
import type { LaneId, RecordId } from '../sim/trace/schema.ts'

/** What is selected everywhere at once: a record or an environment, and the chain of causes that is being looked at. */

export interface Selection {
  selection: RecordId | null
  /** An environment; never together with a record. */
  lane: LaneId | null
  /** Whether causes are shown for what is selected. */
  whyOpen: boolean
  /** Stations of the chain on show, the effect first; null while none is. */
  whyChain: readonly RecordId[] | null
  /** What stood in the way at the chosen station. */
  whyAround: readonly RecordId[]
  /** Counts what a person selected; a selection carried over into another run is not. */
  picks: number
  /** Somebody asked to read about the selection: the inspector takes the focus. */
  inspecting: boolean
}

export const NOTHING_SELECTED: Selection = { selection: null, lane: null, whyOpen: false, whyChain: null, whyAround: [], picks: 0, inspecting: false }

export interface SelectionActions {
  select(record: RecordId | null): void
  selectLane(lane: LaneId | null): void
  /** Opens or closes the causes. */
  setWhyOpen(open: boolean): void
  setWhyChain(chain: readonly RecordId[] | null): void
  setWhyAround(records: readonly RecordId[]): void
  /** Asks for the inspector to take the focus, and tells that it did. */
  setInspecting(inspecting: boolean): void
  /** Puts the selection into another run. */
  carry(selection: RecordId | null, lane: LaneId | null): void
}

export function selectionActions(store: StoreApi<Selection>): SelectionActions {
  const pick = (change: Partial<Selection>): void => store.setState(({ picks }) => ({ whyAround: [], ...change, picks: picks + 1 }))
  return {
    select: (selection) => {
      const { whyChain } = store.getState()
      // Stepping along a chain keeps it.
      pick({ selection, lane: null, whyChain: selection !== null && whyChain?.includes(selection) === true ? whyChain : null })
    },
    selectLane: (lane) => pick({ selection: null, lane, whyChain: null }),
    setWhyOpen: (whyOpen) => store.setState(whyOpen ? { whyOpen } : { whyOpen, whyChain: null, whyAround: [] }),
    setWhyChain: (whyChain) => store.setState({ whyChain }),
    setWhyAround: (whyAround) => store.setState({ whyAround }),
    setInspecting: (inspecting) => store.setState({ inspecting }),
    carry: (selection, lane) => store.setState({ selection, lane, whyChain: null, whyAround: [] }),
  }
}
