/** Words of the box that any configuration can be pasted into. */
import { serviceText } from './mapping.ts'

const COMMANDS: Readonly<Record<string, string>> = {
  'update-function-event-invoke-config': 'Asynchronous events of',
  'put-function-event-invoke-config': 'Asynchronous events of',
  'update-function-configuration': 'Settings of',
  'put-provisioned-concurrency-config': 'Provisioned concurrency of',
  'put-function-concurrency': 'Reserved concurrency of',
  'create-function': 'Function',
}

export const pasteText = {
  title: 'Paste a configuration',
  button: 'Paste a configuration',
  intro: 'An event source mapping, a DeadLetterConfig or DestinationConfig, AWS CLI commands, a SAM template, a handler or what it returns. Nothing is run or sent.',
  label: 'Configuration, any of these forms',
  close: 'Close',
  cancel: 'Cancel',
  apply: 'Apply',
  applied: 'Applied.',
  open: 'Open a file',
  empty: 'What it is and what it means here shows as soon as there is text.',
  ready: (count: number) => (count === 1 ? 'One part, ready to apply as one step.' : `${count} parts, ready to apply as one step.`),
  unchanged: 'The scenario says all of this already.',
  refused: (count: number) => (count === 1 ? 'One problem' : `${count} problems`),
  line: (line: number) => `Line ${line}`,
  notes: (count: number) => (count === 1 ? 'One remark' : `${count} remarks`),
  fn: 'Applies to function',
  goesTo: 'Goes to',
  newSource: 'A new source',
  reports: 'Set FunctionResponseTypes',
  reportsHint: 'Without ReportBatchItemFailures nobody reads what the handler returns.',
  kept: 'Kept, not played',

  mapping: (service: keyof typeof serviceText, name: string, fn: string) => `${serviceText[service]} ${name} to ${fn}`,
  call: (command: string, fn: string) => `${COMMANDS[command] ?? command} ${fn}`.trim(),
  newNote: (rate: string) => `A new source sends ${rate} messages a second, until you set its traffic.`,
  standsFor: (said: string, fn: string) => `There is no ${said} here: ${fn} stands in for it.`,
  scenario: 'Scenario, JSON',
  template: 'SAM template',
  replaces: 'It takes the place of what is here.',
  alone: 'A whole scenario or template cannot stand beside other parts.',
  response: 'What the handler returns',
  responseNotes: (fn: string, response: string): readonly string[] => [
    `${fn} returns this for every batch: ${response}`,
    'Messages of a source are named m1, m2 and so on. A name that is not in the batch counts the whole batch as failed.',
  ],
  handler: 'Handler that reports the messages that failed',
  handlerNotes: (fn: string, { sequenceNumbers, messageIds }: { sequenceNumbers: boolean; messageIds: boolean }): readonly string[] => [
    `The code is not run. ${fn} is played as it says: it tries each message and returns the ones that failed.`,
    ...(messageIds && !sequenceNumbers ? ['It names messages by messageId, which only SQS has. On a stream the sequence number is wanted; without it one failure counts the whole batch as failed.'] : []),
    ...(sequenceNumbers && !messageIds ? ['It names records by sequence number, which only streams have. On a queue the messageId is wanted.'] : []),
  ],
  unread: 'Only a mapping with ReportBatchItemFailures reads that. Without it AWS takes every batch as done, the failed messages with it; a run has the handler throw instead.',
  codeIgnored: 'Code is not run, and this returns nothing that a run could take: no batchItemFailures.',
  unknownJson: (names: readonly string[]) =>
    names.length === 0 ? 'This JSON is empty.' : `This JSON is no configuration that is known here. It has: ${names.slice(0, 8).join(', ')}.`,
  nothing: 'There is nothing here that could be applied.',
} as const
