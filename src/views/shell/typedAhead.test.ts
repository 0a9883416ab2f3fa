import { expect, it } from 'vitest'
import { withKey } from './typedAhead.ts'

const key = (name: string, modifiers: Partial<KeyboardEvent> = {}): KeyboardEvent => ({ key: name, ...modifiers }) as KeyboardEvent

it('keeps what writes, and takes back', () => {
  expect(withKey('co', key('s'))).toBe('cos')
  expect(withKey('co', key(' '))).toBe('co ')
  expect(withKey('co', key('Backspace'))).toBe('c')
  expect(withKey('', key('Backspace'))).toBe('')
})
it('leaves every other key alone', () => {
  for (const name of ['Escape', 'Enter', 'Tab', 'ArrowDown', 'F5']) expect(withKey('co', key(name))).toBeNull()
  for (const modifiers of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }]) expect(withKey('co', key('k', modifiers))).toBeNull()
})
