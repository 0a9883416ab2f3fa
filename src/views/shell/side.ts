/** The column beside the stage, as one chunk. */
export { EventList } from '../events/EventList.tsx'
export { Numbers } from '../numbers/Numbers.tsx'
