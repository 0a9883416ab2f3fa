/** The AWS CLI's short form of structures: `Key=value,Key={Key=value},Key=[a,b]`. */

interface Place {
  text: string
  at: number
}

/** The structure a text describes; null where it is none. */
export function shorthand(text: string): Record<string, unknown> | null {
  const place: Place = { text, at: 0 }
  const read = pairs(place)
  return place.at === text.length ? read : null
}

const KEY = /([A-Za-z]\w*)=/y
/** Up to where the next key, or the end of the structure, begins. */
const PLAIN = /(?:(?!,[A-Za-z]\w*=)[^{}[\]=])*/y
const ITEM = /[^,{}[\]]*/y

function take(place: Place, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = place.at
  const found = pattern.exec(place.text)
  if (found !== null) place.at = pattern.lastIndex
  return found
}

function skip(place: Place, character: string): boolean {
  if (place.text[place.at] !== character) return false
  place.at += 1
  return true
}

function pairs(place: Place): Record<string, unknown> | null {
  const all: Record<string, unknown> = {}
  do {
    const key = take(place, KEY)?.[1]
    if (key === undefined) return null
    const value = valueAt(place)
    if (value === null) return null
    all[key] = value
  } while (skip(place, ','))
  return all
}

function valueAt(place: Place): unknown {
  if (skip(place, '{')) {
    const inner = pairs(place)
    return skip(place, '}') ? inner : null
  }
  if (skip(place, '[')) {
    const items: unknown[] = []
    do items.push(plain(take(place, ITEM)?.[0] ?? ''))
    while (skip(place, ','))
    return skip(place, ']') ? items : null
  }
  return plain(take(place, PLAIN)?.[0] ?? '')
}

const plain = (text: string): unknown => (/^-?\d+$/.test(text) ? Number(text) : text)
