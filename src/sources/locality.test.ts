import { expect, test } from 'vitest'
import { SERVICE_KINDS, SOURCES } from './index'

/** A source is its folder, its line in the list, and what is demanded from there. */

const code = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
const readmes = import.meta.glob<string>('./*/README.md', { query: '?raw', import: 'default', eager: true })
const LISTS = ['./index.ts', './pollers.ts', './services.ts']
/** What uses sources as anybody may: tests, and tools that play scenarios. */
const isUse = (path: string): boolean => /\.test\.tsx?$|\/testing\/|^\.\.\/tools\//.test(path)
/** Where AWS's API of event source mappings is a table of its own, of services that a run need not play. */
const AWS = /^\.\.\/(scenario\/aws|text\/en\/mapping\.ts$)/

const names = (text: string, kind: string): boolean => new RegExp(`(['"\`])${kind}\\1|(?<![\\w.'"])${kind}\\??:`).test(text)
const namedIn = (kind: string): string[] => Object.entries(code).flatMap(([path, text]) => (!isUse(path) && names(text, kind) ? [path] : []))

test.each(['iot', 'ses', 'cloudwatch-alarms', 'cloudwatch-logs', 'dispatcher', 'activemq', 'rabbitmq', 'documentdb'])('%s is named in its own folder and in lists only', (kind) => {
  const elsewhere = namedIn(kind).filter((path) => !LISTS.includes(path) && !AWS.test(path))
  const folders = new Set(elsewhere.map((path) => path.split('/')[1]))
  expect([...folders], elsewhere.join(', ')).toHaveLength(1)
  expect(elsewhere[0]).toMatch(/^\.\/[\w-]+\//)
})

test.each(['iot', 'ses', 'cloudwatch-logs'])('%s is one line of one list', (kind) => {
  expect(namedIn(kind).filter((path) => path.split('/').length < 3)).toEqual([])
})

test('every kind has a folder that says what it models', () => {
  const said = Object.values(readmes).join('\n')
  for (const kind of [...SERVICE_KINDS, ...SOURCES.flatMap(({ kinds }) => kinds)]) expect(said).toMatch(new RegExp(`[\`']${kind}[\`']`))
})
