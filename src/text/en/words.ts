/** Numbers in sentences. */
import { formatCount } from '../../base/format'

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const

/** Small numbers as words, larger ones in digits. */
export const inWords = (count: number): string => SMALL[count] ?? formatCount(count)

/** `none is refused`, `one is refused`, `two are refused`. */
export const howMany = (count: number, one: string, many: string): string =>
  `${count === 0 ? 'none' : inWords(count)} ${count < 2 ? one : many}`

/** `one environment`, `two environments`. */
export const counted = (count: number, one: string, many: string): string => `${inWords(count)} ${count === 1 ? one : many}`

/** `1 environment`, `1,024 environments`: in digits. */
export const plural = (count: number, one: string, many: string): string => `${formatCount(count)} ${count === 1 ? one : many}`

/** With a capital at the beginning. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
