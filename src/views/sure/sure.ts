/** How sure the picture is, as one chunk: with it come the measurements, which the first picture does not need. */
export { LengthBasis, PhaseMark } from './PhaseMark.tsx'
export { SureDialog } from './SureDialog.tsx'
