import { expect, test } from 'vitest'
import { sameChoice } from './sameOptions.ts'

const choose = () => undefined
const choice = { label: 'Speed', value: 'a', options: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B', note: 'slow' }], onChange: choose }

test('options built anew look the same', () => {
  expect(sameChoice(choice, { ...choice, options: choice.options.map((option) => ({ ...option })) })).toBe(true)
})

test.each([
  ['the value', { ...choice, value: 'b' }],
  ['the name', { ...choice, label: 'Pace' }],
  ['what is called', { ...choice, onChange: () => undefined }],
  ['a property more', { ...choice, wide: false }],
  ['fewer options', { ...choice, options: choice.options.slice(1) }],
  ['another order', { ...choice, options: choice.options.toReversed() }],
  ['a note less', { ...choice, options: choice.options.map(({ value, label }) => ({ value, label })) }],
])('%s makes a difference', (_what, other) => {
  expect(sameChoice(choice, other as typeof choice)).toBe(false)
})
