import { expect, it } from 'vitest'
import { askedIn } from './asked.ts'

it.each([
  ['request 4', 4, null],
  ['  Req 1,204 ', 1204, null],
  ['req#7', 7, null],
  ['environment 3', null, 3],
  ['env 3', null, 3],
  ['#12', 12, 12],
  ['12', 12, 12],
  ['request', null, null],
  ['requests 4', null, null],
  ['CC-19', null, null],
  ['', null, null],
])('%s asks for request %s or environment %s', (query, request, environment) => expect(askedIn(query)).toEqual({ request, environment }))
