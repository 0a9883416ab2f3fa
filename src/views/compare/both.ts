import { createCell, useCell } from '../frame/cell.ts'
import { useMedia } from '../shell/useMedia.ts'

/** Whether the environments of both futures are shown, for as long as the page lives. */
const both = createCell(true)

/** Set by whoever began a comparison by hand: the bar then takes the focus that the button leaves. */
export const wantsFocus = createCell(false)

export const setBoth = both.set
export const useBoth = (): boolean => useCell(both, (value) => value)

/** Whether the screen has room for the environments of both. */
export const useRoomForBoth = (): boolean => useMedia('(min-width: 768px) and (min-height: 840px)')
