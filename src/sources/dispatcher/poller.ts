import { newRequest } from '../../sim/lambda/admission'
import type { Poller, SourceState, World } from '../../sim/lambda/world'
import type { DispatcherSource } from './source'
import { addMessageEvent, MESSAGE } from '../../sim/trace/messages'
import { NONE, SETTLES } from '../../sim/trace/schema'
import { addOutcome } from '../../sim/trace/writer'

/** The ideal queue of the reference models: one line, first come, first served, without any delay of its own. */
export function createDispatcher(source: SourceState, { servers }: DispatcherSource): Poller {
  const running = new Map<number, number>()
  let line: number[] = []
  let head = 0
  let started = 0

  function serve(world: World): void {
    while (running.size < servers && head < line.length) {
      const message = line[head++]!
      running.set(world.requests, message)
      addMessageEvent(world.messages, MESSAGE.received, message, world.records.length)
      newRequest(world, source, started++, NONE)
    }
    if (head > 4096 && head * 2 > line.length) {
      line = line.slice(head)
      head = 0
    }
  }

  return {
    keyOf: () => 0,
    sent(world, message, { cause }) {
      addMessageEvent(world.messages, MESSAGE.sent, message, cause)
      line.push(message)
      serve(world)
    },
    rang: () => undefined,
    throws: () => false,
    settles: () => SETTLES,
    ended(world, _environment, call, record) {
      addMessageEvent(world.messages, MESSAGE.deleted, running.get(call.request)!, record)
      running.delete(call.request)
      serve(world)
    },
    refused(world, call, record) {
      addOutcome(world.records, record, SETTLES)
      addMessageEvent(world.messages, MESSAGE.discarded, running.get(call.request)!, record)
      running.delete(call.request)
    },
  }
}
