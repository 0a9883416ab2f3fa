import { createCell } from '../frame/cell.ts'

export const PARTS = ['overview', 'latency', 'cost', 'limits'] as const
export type PartName = (typeof PARTS)[number]

/** Which part of the numbers is on show, for as long as the page lives. */
export const shownPart = createCell<PartName>('overview')
