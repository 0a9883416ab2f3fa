/** Words of the configuration as text. */
export const textPanel = {
  modes: { knobs: 'Knobs', json: 'JSON', cli: 'CLI', sam: 'SAM' },
  modesLabel: 'Configuration as',
  labels: { json: 'Scenario, JSON', cli: 'Functions, AWS CLI commands', sam: 'Functions, SAM template' },
  intro: {
    json: 'The whole scenario. What you leave out has its default.',
    cli: 'The functions as AWS CLI commands. Nothing is sent to AWS.',
    sam: 'The functions as a SAM template. Nothing is sent to AWS.',
  },
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select the text and copy it by hand',
  loading: 'Loading',
  applied: 'Valid, and applied.',
  pending: 'Checking',
  refused: (count: number) => (count === 1 ? 'One problem. Not applied.' : `${count} problems. Not applied.`),
  refusedNote: 'The picture still shows the last valid settings.',
  revert: 'Show what is applied',
  line: (line: number) => `Line ${line}`,
  goTo: (line: number) => `Go to line ${line}`,
  api: 'AWS would answer',
  kept: 'Not in this text, and kept',
  keptNone: 'Everything is in this text.',
  ignored: (count: number) => (count === 1 ? 'One line without effect' : `${count} lines without effect`),
} as const

export type TextMode = keyof typeof textPanel.labels
export type ConfigurationMode = keyof typeof textPanel.modes
