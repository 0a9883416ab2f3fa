/** Messages of the command-line tools. */

const list = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(', ')
const seen = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

export const TOOLS_TEXT = {
  notANumber: (key: string, value: unknown) => `"${key}" must be a number; it is ${seen(value)}.`,
  notText: (key: string, value: unknown) => `"${key}" must be text; it is ${seen(value)}.`,
  notAList: (key: string, value: unknown) => `"${key}" must be a list; it is ${seen(value)}.`,
  notAnObject: (key: string, value: unknown) => `"${key}" must be an object; it is ${seen(value)}.`,
  unknownValue: (key: string, value: unknown, known: readonly string[]) =>
    `"${key}" says ${seen(value)}, which is not one of ${list(known)}.`,

  cannotRead: (path: string, reason: string) => `Cannot read ${path}: ${reason}`,
  notJson: (path: string, reason: string) => `${path} is not JSON: ${reason}`,
  standardInput: 'standard input',

  unknownOption: (option: string) => `Unknown option ${option}.`,
  optionNeedsValue: (option: string) => `${option} needs a value.`,
  optionNeedsNumber: (option: string, value: string) => `${option} needs a whole number, not "${value}".`,

  conformanceUsage:
    'Usage: npm run -s conformance -- cases.json [--salt N] [--kinds a,b] [--jobs 2] [--effort 1]\n' +
    'Runs each case on the engine and prints {case id: {metric: value}} as JSON. "-" reads standard input.',
  conformanceFullUsage: 'Usage: npm run conformance:full',
  oneFile: 'Name one file of cases.',
  badEffort: (text: string) => `--effort must be above 0 and at most 1, not "${text}".`,
  noCases: 'The file must hold {"cases": [...]}, each with an id, a kind and inputs.',
  caseWithoutField: (row: number, field: string) => `Case ${row + 1} has no "${field}".`,
  duplicateCase: (id: string) => `Two cases are called "${id}".`,
  unknownKind: (id: string, kind: string) => `${id}: the kind "${kind}" is unknown.`,
  unknownKindAsked: (kind: string) => `--kinds names "${kind}", which is unknown.`,
  serviceTooLong: (seconds: number) => `Service times reach beyond the ${Math.floor(seconds)} s that the engine draws at most.`,
  unfinished: (count: number) => `${count} admitted ${count === 1 ? 'request' : 'requests'} did not come to an end within the run.`,
  cutOff: (count: number) => `${count} ${count === 1 ? 'invocation is' : 'invocations are'} longer than a record can hold.`,
  laterKind: (id: string, kind: string) => `${id}: skipped, ${kind} is not simulated yet.`,
  caseDone: (id: string, kind: string, milliseconds: number) => `${id} ${kind} ${milliseconds} ms`,
  caseFailed: (id: string, reason: string) => `${id}: ${reason}`,
  missingMetrics: (id: string, metrics: readonly string[]) => `${id}: no value for ${metrics.join(', ')}`,
  notRun: (count: number) => `${count} ${count === 1 ? 'case' : 'cases'} not run or not complete.`,
  workerStopped: (code: number) => `the worker stopped with code ${code}`,

  comparisonFailed: (path: string, expected: string, found: string) => `FAIL ${path}: expected ${expected}, found ${found}`,
  comparisonSummary: (of: { salt: number; cases: number; values: number; failures: number; meanSquare: number | null }) =>
    `salt ${of.salt}: ${of.cases} cases, ${of.values} values, ${of.failures} failures` +
    (of.meanSquare === null ? '' : `, mean z^2 ${of.meanSquare.toFixed(2)}`),
  biased: (meanSquare: number) => `The mean z^2 of ${meanSquare.toFixed(2)} is above 2: the estimates are biased or their errors too small.`,

  simulateUsage:
    'Usage: npm run -s simulate -- scenario.json [--trace] [--seed N]\n' +
    'Runs a scenario and prints what came of it as JSON. "-" reads standard input; --trace adds every record.',
  oneScenario: 'Name one scenario file.',
  seedTooLarge: (seed: number) => `--seed must be below 4294967296, not ${seed}.`,
  invalidScenario: (path: string, problems: readonly string[]) => `${path} is not a scenario:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,

  benchUsage: 'Usage: npm run bench -- [--rounds 5] [--sizes 1e4,1e5,1e6,1e7] [--skip native,node,chromium,peer,calls,page]',
  misconceptionsUsage: 'Usage: npm run -s misconceptions [-- M15 M16]',
  misconceptionColumns: ['Id', 'Run', 'Question', "Engine's count", "Document's count", 'Why they differ'],
  badSizes: '--sizes needs whole numbers, such as 1e4,1e6.',
  benchProgress: (what: string) => `bench: ${what}`,
  buildFailed: 'The app could not be built.',
  noCompiler: 'no C compiler found',
  pageTimedOut: (what: string) => `the page did not answer: ${what}`,
} as const
