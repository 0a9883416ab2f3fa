/** The column beside the stage, as one chunk. */
export { Inspector } from '../inspector/Inspector.tsx'
export { WhyChain } from '../inspector/WhyChain.ts'
export { PeekBar } from '../inspector/PeekBar.tsx'
export { EventList } from '../events/EventList.tsx'
export { Numbers } from '../numbers/Numbers.tsx'
