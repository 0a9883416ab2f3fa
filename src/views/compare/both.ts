import { createCell, useCell } from '../frame/cell.ts'

/** Whether the environments of both futures are shown, for as long as the page lives. */
const both = createCell(true)

/** Set by whoever began a comparison by hand: the bar then takes the focus that the button leaves. */
export const wantsFocus = createCell(false)

export const setBoth = both.set
export const useBoth = (): boolean => useCell(both, (value) => value)
