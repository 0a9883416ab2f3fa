/** `npm run -s misconceptions [-- M15]`: every question of every misconception with the engine's count and the one that was written down. */
import { answerOf } from '../../metrics/answers.ts'
import { MISCONCEPTIONS } from '../../scenario/misconceptions/index.ts'
import { simulate } from '../../sim/simulate.ts'
import { answersText } from '../../text/en/answers.ts'
import { misconceptionsLeftOut, misconceptionText, type MisconceptionText } from '../../text/en/misconceptions.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { parseCommandLine, printLine, runTool } from '../commandLine.ts'
import { DOCUMENTED, type Documented } from './documented.ts'

const shown = (documented: Documented | undefined): string =>
  documented === null || documented === undefined ? '' : typeof documented === 'number' ? answersText.value(documented) : answersText.about(documented[0])

/** A row per question, cells apart by tabs or as a table of Markdown. */
function rowsOf(wanted: ReadonlySet<string>): string[][] {
  return MISCONCEPTIONS.filter(({ id }) => wanted.size === 0 || wanted.has(id)).flatMap(({ id, runs }) => {
    const words: MisconceptionText = misconceptionText[id]
    return runs.flatMap(({ name, scenario, questions }) => {
      const run = { trace: simulate(scenario), scenario }
      return questions.map((question, at) => {
        const documented = DOCUMENTED[`${id}.${name}`]?.[at]
        const why = at === 0 ? (words.differs?.[name] ?? '') : ''
        return [id, words.runs[name] ?? name, answersText.question(question.answer, question), answersText.value(answerOf(run, question.answer, question)), shown(documented), why]
      })
    })
  })
}

function main(): number {
  const wanted = new Set(parseCommandLine(process.argv.slice(2), { flags: [], values: [] }).files)
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  printLine(line(TOOLS_TEXT.misconceptionColumns))
  printLine(line(TOOLS_TEXT.misconceptionColumns.map(() => '---')))
  for (const cells of rowsOf(wanted)) printLine(line(cells))
  for (const [id, reason] of Object.entries(misconceptionsLeftOut)) if (wanted.size === 0 || wanted.has(id)) printLine(line([id, reason, '', '', '', '']))
  return 0
}

await runTool(main, TOOLS_TEXT.misconceptionsUsage)
