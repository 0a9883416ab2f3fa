/** What somebody asks for by its number: a request or an environment of the run. */

export interface Asked {
  readonly request: number | null
  readonly environment: number | null
}

const NUMBERED = /^(request|req|environment|env)?\.?\s*#?\s*(\d[\d,]{0,11})$/i

/** A bare number may be either. */
export function askedIn(query: string): Asked {
  const [, kind = '', digits] = NUMBERED.exec(query.trim()) ?? []
  const number = digits === undefined ? null : Number(digits.replaceAll(',', ''))
  const isOther = (letter: string): boolean => kind !== '' && kind[0]?.toLowerCase() !== letter
  return { request: isOther('r') ? null : number, environment: isOther('e') ? null : number }
}
