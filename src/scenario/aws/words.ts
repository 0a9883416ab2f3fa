import { awsText } from '../../text/en/aws.ts'
import { textIssue, type TextIssue } from './result.ts'

/**
 * Splits text into commands of words the way a POSIX shell does, without expanding anything: blanks separate
 * words, a backslash quotes the next character or continues the line, single quotes keep everything, double
 * quotes know `\"`, `\\`, `\$` and `` \` ``, `#` begins a comment, a new line, `;` or `&&` ends a command.
 * Whatever a shell would expand, substitute or redirect is refused.
 */

export interface Word {
  text: string
  line: number
}
export type Command = readonly Word[]

interface Split {
  commands: readonly Command[]
  issues: readonly TextIssue[]
}

const TOKEN =
  /(?<skip>\\\r?\n|[ \t\r]+)|(?<end>\n|;|&&)|(?<single>'[^']*')|(?<double>"(?:\\[\s\S]|[^"\\])*")|(?<escaped>\\[^\n])|(?<comment>#[^\n]*)|(?<plain>[^\s'"\\;&|<>()$`#]+)/y

export function splitWords(text: string): Split {
  const commands: Word[][] = []
  const issues: TextIssue[] = []
  let command: Word[] = []
  let word: Word | null = null
  let line = 1
  const endWord = (): void => {
    if (word !== null) command.push(word)
    word = null
  }
  const endCommand = (): void => {
    endWord()
    if (command.length > 0) commands.push(command)
    command = []
  }
  const add = (part: string): void => {
    word ??= { text: '', line }
    word.text += part
  }
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    const token = found?.[0] ?? text[at] ?? ''
    const kind = kindOf(found?.groups, word !== null)
    if (kind === 'end') endCommand()
    // A continued line goes on with the word it breaks.
    else if (kind === 'skip') {
      if (!token.startsWith('\\')) endWord()
    } else if (kind === 'word') add(unquoted(token, line, issues))
    else if (kind === 'other') {
      issues.push(textIssue(line, token === "'" || token === '"' ? awsText.openQuote(token) : awsText.shell(token)))
      if (token === "'" || token === '"') break
    }
    line += token.split('\n').length - 1
    at += token.length
  }
  endCommand()
  return { commands, issues }
}

type Groups = Readonly<Record<string, string | undefined>>

function kindOf(groups: Groups | undefined, inWord: boolean): 'end' | 'skip' | 'word' | 'comment' | 'other' {
  if (groups === undefined) return 'other'
  if (groups['end'] !== undefined) return 'end'
  if (groups['skip'] !== undefined) return 'skip'
  if (groups['comment'] !== undefined) return inWord ? 'word' : 'comment'
  return 'word'
}

function unquoted(token: string, line: number, issues: TextIssue[]): string {
  if (token.startsWith("'")) return token.slice(1, -1)
  if (token.startsWith('\\')) return token.slice(1)
  if (!token.startsWith('"')) return token
  const inside = token.slice(1, -1)
  const expanded = /(?<!\\)(?:\\\\)*(\$[\w{(]|`)/.exec(inside)?.[1]
  if (expanded !== undefined) issues.push(textIssue(line, awsText.shell(expanded.slice(0, 1))))
  return inside.replace(/\\(["\\$`])|\\\r?\n/g, '$1')
}

const PLAIN = /^[\w@%+=:,./-]+$/

/** A value as one word of a shell. */
export const quoted = (value: string): string => (PLAIN.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`)
