import { createCell, useCell } from '../frame/cell.ts'

/** Whether the environments of both futures are shown, for as long as the page lives. */
const both = createCell(true)

export const setBoth = both.set
export const useBoth = (): boolean => useCell(both, (value) => value)
