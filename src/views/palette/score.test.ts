import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { find, scoreOf } from './score.ts'

describe('a query fits', () => {
  it.each([
    ['dark', 'Theme: dark'],
    ['DARK', 'Theme: dark'],
    ['th da', 'Theme: dark'],
    ['cc-19', 'CC-19 Scaling rate'],
    ['nxt', 'Next throttle'],
    ['', 'Anything'],
    ['  ', 'Anything'],
  ])('%s: %s', (query, text) => expect(scoreOf(query, text)).toBeGreaterThan(0))
  it.each([
    ['darker', 'Theme: dark'],
    ['dark moon', 'Theme: dark'],
    ['xyz', 'Theme: dark'],
    ['ht', 'Next'],
    ['thr', 'To the other shore'],
  ])('not %s: %s', (query, text) => expect(scoreOf(query, text)).toBe(0))
})

describe('the order', () => {
  const titles = (query: string, ...items: string[]) => find(query, items.map((title) => ({ title })), 9).map(({ title }) => title)
  it('puts starts of words before parts of words before letters in order', () =>
    expect(titles('set', 'Swept', 'Reset', 'Settings')).toEqual(['Settings', 'Reset', 'Swept']))
  it('puts whole words before their starts', () => expect(titles('4', 'Rule 429', 'Request 4')).toEqual(['Request 4', 'Rule 429']))
  it('puts sooner before later', () => expect(titles('java', 'A run of Java', 'Java 21')).toEqual(['Java 21', 'A run of Java']))
  it('keeps equals as they were', () => expect(titles('', 'b', 'a')).toEqual(['b', 'a']))
  it('takes other words for the title itself', () => {
    const items = [{ title: 'BC-01  Price of a request' }, { title: 'Cost', words: ['bill', 'price'] }]
    expect(find('price', items, 9).map(({ title }) => title)).toEqual(['Cost', 'BC-01  Price of a request'])
    expect(find('cost price', items, 9)).toHaveLength(1)
  })
  it('puts titles before further words', () => {
    const items = [{ title: 'One', more: 'speed' }, { title: 'Speed' }]
    expect(find('speed', items, 9).map(({ title }) => title)).toEqual(['Speed', 'One'])
    expect(find('speed', items, 1)).toHaveLength(1)
  })
})

it('any part of a text finds it', () => {
  const text = 'Provisioned concurrency spills over'
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(text.length), (from, length) => {
      expect(scoreOf(text.slice(from, from + Math.max(1, length)), text)).toBeGreaterThan(0)
    }),
  )
})
