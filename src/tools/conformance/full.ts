/** `npm run conformance:full`: every public case at full effort under two salts, compared with what is expected. */
import { fileURLToPath } from 'node:url'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { noteLine, printLine, readJson, runTool } from '../commandLine.ts'
import { parseCases } from './cases.ts'
import { compareCase, meanSquare, type Comparison } from './compare.ts'
import { runAll } from './parallel.ts'

const SALTS = [1, 2]
const JOBS = 2
/** Above this the errors are too small for what they claim. */
const BIASED = 2

async function main(): Promise<number> {
  const tests = parseCases(readJson(fileURLToPath(new URL('../testing/public-cases.json', import.meta.url))))
  let sound = true
  for (const salt of SALTS) {
    const comparisons: Comparison[] = []
    const replies = await runAll(tests, { salt, effort: 1 }, JOBS, (test, reply) => noteLine(TOOLS_TEXT.caseDone(test.id, test.kind, reply.milliseconds)))
    replies.forEach((reply, index) => {
      const test = tests[index]!
      const complete = reply.ok && reply.result.missing.length === 0
      if (!reply.ok) printLine(TOOLS_TEXT.caseFailed(test.id, reply.reason))
      else if (!complete) printLine(TOOLS_TEXT.missingMetrics(test.id, reply.result.missing))
      if (reply.ok) comparisons.push(compareCase(test, reply.result.metrics))
      sound &&= complete
    })
    const mismatches = comparisons.flatMap((comparison) => comparison.mismatches)
    for (const { path, expected, found } of mismatches) {
      printLine(TOOLS_TEXT.comparisonFailed(path, JSON.stringify(expected), JSON.stringify(found)))
    }
    const square = meanSquare(comparisons)
    const values = comparisons.reduce((sum, comparison) => sum + comparison.values, 0)
    printLine(TOOLS_TEXT.comparisonSummary({ salt, cases: tests.length, values, failures: mismatches.length, meanSquare: square }))
    if (square !== null && square > BIASED) printLine(TOOLS_TEXT.biased(square))
    sound &&= mismatches.length === 0 && (square ?? 0) <= BIASED
  }
  return sound ? 0 : 1
}

await runTool(main, TOOLS_TEXT.conformanceFullUsage)
