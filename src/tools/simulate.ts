/** `npm run -s simulate -- scenario.json`: runs a scenario, prints what came of it as JSON. */
import { parseScenarioText } from '../scenario/parse.ts'
import { simulate } from '../sim/simulate.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Trace } from '../sim/trace/schema.ts'
import { TOOLS_TEXT } from '../text/en/tools.ts'
import { inputError, parseCommandLine, printLine, readText, runTool, usageError, wholeNumber } from './commandLine.ts'
import { recordRow, summarize } from './summary.ts'

const SEED_LIMIT = 2 ** 32
/** Rows put together before they are written. */
const ROWS_AT_A_TIME = 4096

function readScenario(path: string): Scenario {
  const parsed = parseScenarioText(readText(path))
  if (parsed.ok) return parsed.scenario
  const name = path === '-' ? TOOLS_TEXT.standardInput : path
  throw inputError(TOOLS_TEXT.invalidScenario(name, parsed.issues.map(({ message }) => message)))
}

/** The summary with a last field `trace`: a row per line, so that a million of them are neither held nor hard to search. */
function printWithRows(trace: Trace, scenario: Scenario): void {
  printLine(`${JSON.stringify(summarize(trace, scenario), null, 2).slice(0, -2)},\n  "trace": [`)
  const { length } = trace.records
  for (let from = 0; from < length; from += ROWS_AT_A_TIME) {
    const count = Math.min(ROWS_AT_A_TIME, length - from)
    const rows = Array.from({ length: count }, (_, index) => {
      const row = from + index
      return `    ${JSON.stringify(recordRow(trace, scenario, row))}${row + 1 < length ? ',' : ''}`
    })
    printLine(rows.join('\n'))
  }
  printLine('  ]\n}')
}

function main(): number {
  const line = parseCommandLine(process.argv.slice(2), { flags: ['--trace'], values: ['--seed'] })
  const [path, ...more] = line.files
  if (path === undefined || more.length > 0) throw usageError(TOOLS_TEXT.oneScenario)
  const read = readScenario(path)
  const seed = wholeNumber(line, '--seed', read.seed)
  if (seed >= SEED_LIMIT) throw usageError(TOOLS_TEXT.seedTooLarge(seed))
  const scenario = { ...read, seed }
  const trace = simulate(scenario)
  if (line.flags.has('--trace')) printWithRows(trace, scenario)
  else printLine(JSON.stringify(summarize(trace, scenario), null, 2))
  return 0
}

await runTool(main, TOOLS_TEXT.simulateUsage)
