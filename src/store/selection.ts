import type { StoreApi } from 'zustand/vanilla'
import type { LaneId, MessageId, RecordId } from '../sim/trace/schema.ts'

/** What is selected everywhere at once: a record, an environment or a message, and the chain of causes that is being looked at. */

export interface Selection {
  selection: RecordId | null
  /** An environment; never together with a record. */
  lane: LaneId | null
  /** A message of a queue or a record of a stream; never together with either. */
  message: MessageId | null
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

export type Selected = Pick<Selection, 'selection' | 'lane' | 'message'>

const NO_SUBJECT: Selected = { selection: null, lane: null, message: null }

/** Whether anything is selected. */
export const isSelected = ({ selection, lane, message }: Selected): boolean => selection !== null || lane !== null || message !== null

export const NOTHING_SELECTED: Selection = { ...NO_SUBJECT, whyOpen: false, whyChain: null, whyAround: [], picks: 0, inspecting: false }

export interface SelectionActions {
  select(record: RecordId | null): void
  selectLane(lane: LaneId | null): void
  selectMessage(message: MessageId | null): void
  /** Opens or closes the causes. */
  setWhyOpen(open: boolean): void
  setWhyChain(chain: readonly RecordId[] | null): void
  setWhyAround(records: readonly RecordId[]): void
  /** Asks for the inspector to take the focus, and tells that it did. */
  setInspecting(inspecting: boolean): void
  /** Puts the selection into another run. */
  carry(selected: Partial<Selected>): void
}

export function selectionActions(store: StoreApi<Selection>): SelectionActions {
  const pick = (change: Partial<Selection>): void => store.setState(({ picks }) => ({ whyAround: [], ...change, picks: picks + 1 }))
  return {
    select: (selection) => {
      const { whyChain } = store.getState()
      // Stepping along a chain keeps it.
      pick({ ...NO_SUBJECT, selection, whyChain: selection !== null && whyChain?.includes(selection) === true ? whyChain : null })
    },
    selectLane: (lane) => pick({ ...NO_SUBJECT, lane, whyChain: null }),
    selectMessage: (message) => pick({ ...NO_SUBJECT, message, whyChain: null }),
    setWhyOpen: (whyOpen) => store.setState(whyOpen ? { whyOpen } : { whyOpen, whyChain: null, whyAround: [] }),
    setWhyChain: (whyChain) => store.setState({ whyChain }),
    setWhyAround: (whyAround) => store.setState({ whyAround }),
    setInspecting: (inspecting) => store.setState({ inspecting }),
    carry: (selected) => store.setState({ ...NO_SUBJECT, ...selected, whyChain: null, whyAround: [] }),
  }
}
