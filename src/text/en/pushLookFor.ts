/** What to watch in the scenarios about services that send events, told from the run, never typed. */
import type { RunFacts } from '../../metrics/facts'
import { counted, howMany, inWords, sentence } from './words'

function fanOut(facts: RunFacts | null): string {
  const [receipt, stock, partner] = facts?.sources ?? []
  if (!receipt || !stock || !partner) {
    return 'Every subscriber has its own copy of each message, and its own retries: one that is slow or fails holds up none of the others.'
  }
  return [
    `Each subscriber gets its own copy of all ${inWords(receipt.received)} messages.`,
    `The first handles ${inWords(receipt.succeeded)} at once; the second, held down by its reservation, handles ${inWords(stock.succeeded)}, some of them after many refusals.`,
    `The third fails ${inWords(partner.failures)} times, and ${counted(partner.dropped, 'copy is a dead letter', 'copies are dead letters')}. SNS tries none of them again: Lambda had taken them.`,
  ].join(' ')
}

function twoQueues(facts: RunFacts | null): string {
  const [fails, denied] = facts?.sources ?? []
  if (!fails || !denied) {
    return "The rule's dead-letter queue takes only what could not be handed to Lambda. What the function fails to handle goes to the function's own."
  }
  return [
    `Handed over: EventBridge is done with ${counted(fails.received, 'event', 'events')} at once. The function fails ${inWords(fails.failures)} times, and ${howMany(fails.dropped, 'goes', 'go')} to the function's dead-letter queue, none to the rule's.`,
    `Not permitted: ${counted(denied.notTaken, 'event goes', 'events go')} to the rule's queue at once, without a retry and without an invocation.`,
  ].join(' ')
}

function flexible(facts: RunFacts | null): string {
  const [exact, window] = facts?.sources ?? []
  if (!exact || !window) {
    return 'The same schedule twice. Within a flexible window the gaps grow beyond what an idle environment lives, and more invocations start cold.'
  }
  const cold = `${inWords(exact.coldStarts)} of ${counted(exact.received, 'invocation', 'invocations')} ${exact.coldStarts === 1 ? 'starts' : 'start'} cold`
  return `The same schedule twice. On time, ${cold}; within the window ${inWords(window.coldStarts)} of ${inWords(window.received)} ${window.coldStarts === 1 ? 'does' : 'do'}, since some gaps outlast the idle environment.`
}

function loop(facts: RunFacts | null): string {
  const [sns, bus] = facts?.sources ?? []
  if (!sns || !bus) return 'Through SNS Lambda sees the chain and stops it. Through EventBridge nobody does.'
  return [
    `Through SNS: after ${counted(sns.succeeded, 'invocation', 'invocations')} the next one is stopped, and its event is a dead letter.`,
    `${sentence('through EventBridge')} nobody sees the chain: ${counted(bus.succeeded, 'invocation', 'invocations')} by the end, and no end to them. A reserved concurrency of 0 is the emergency brake.`,
  ].join(' ')
}

export const pushLookFor = {
  'sns-fan-out': fanOut,
  'two-dead-letter-queues': twoQueues,
  'flexible-window': flexible,
  'recursive-loop': loop,
} as const
