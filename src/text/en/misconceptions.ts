/** What people get wrong about Lambda: the belief, what is true, and what each run shows. All numbers of an answer come from the run. */

export interface MisconceptionText {
  belief: string
  truth: string
  /** By the name of the run. */
  runs: Readonly<Record<string, string>>
  /** Why the counts of a run are others than those that were written down for it. */
  differs?: Readonly<Record<string, string>>
}

export const misconceptionText = {
  M01: {
    belief: 'Concurrency is requests per second.',
    truth: 'Concurrency is how many run at a time: the rate times how long each takes. At first it is higher, since starting takes time too.',
    runs: { short: 'A handler of 0.2 s', long: 'The same rate, a handler of 2 s' },
    differs: {
      short: 'Where one ends at the very moment at which another arrives, the end comes first here: one fewer at the peak.',
      long: 'Where one ends at the very moment at which another arrives, the end comes first here: one fewer at the peak.',
    },
  },
  M02: {
    belief: 'Only the very first request is cold.',
    truth: 'Whatever needs a new environment is a cold start: each time more run at once than ever before, the rest begin cold.',
    runs: { waves: 'Ten, ten again, then thirty at once' },
  },
  M03: {
    belief: 'A ping every five minutes keeps my function warm.',
    truth: 'It keeps one environment. Of users who come together, all but one start cold; and one who comes during the ping does because of it.',
    runs: { between: 'Twenty users between two pings', during: 'The same twenty during a ping' },
  },
  M04: {
    belief: 'Reserved concurrency keeps environments warm.',
    truth: 'It reserves the right to run so many, and forbids more. Nothing is initialised by it.',
    runs: { fifty: 'As many as are reserved', sixty: 'Ten more than are reserved' },
  },
  M05: {
    belief: 'With provisioned concurrency there are no cold starts.',
    truth: 'What exceeds it runs on demand, cold; with a reservation of the same size it is refused; and calls that do not name its alias or version do not use it.',
    runs: { spill: 'Fifteen calls on ten provisioned', capped: 'The same, reserved concurrency ten', latest: 'The same calls, to $LATEST' },
  },
  M06: {
    belief: 'A reservation costs the other functions nothing.',
    truth: 'It is taken out of what all others share, also while it is idle.',
    runs: { idle: 'One reserves 400 and sleeps; the other needs 700' },
  },
  M07: {
    belief: 'Lambda scales to my limit at once.',
    truth: 'Each function gets so many new environments in ten seconds; what comes faster is refused, however high the limit is.',
    runs: { once: '3,000 at once', ten: '3,000 within ten seconds', twenty: '3,000 within twenty seconds', before: '3,000 at once, by the rules of 2022' },
  },
  M08: {
    belief: 'With concurrency to spare I cannot be throttled.',
    truth: 'Requests per second have a quota of their own, ten times the concurrency: short handlers meet it first.',
    runs: { rate: '20,000 requests a second of 50 ms each' },
  },
  M09: {
    belief: 'The limit of 1,000 is per function.',
    truth: 'All functions of an account in a Region share it. A reservation is a floor for one function and a ceiling for it.',
    runs: { shared: 'A report takes 950, a shop needs 100', floor: '100 reserved for the shop', ceiling: 'The report held to 800' },
  },
  M10: {
    belief: 'An asynchronous event that is throttled is lost. And: 202 means it was processed.',
    truth: '202 means it is in the queue. Throttled events are tried again for hours; what becomes too old is given up, and lost unless a destination or dead-letter queue takes it.',
    runs: { default: 'As long as by default', young: 'A maximum age of a minute', kept: 'The same with a destination' },
  },
  M11: {
    belief: 'Lambda tries again when my call fails.',
    truth: 'It depends on who called: nobody tries a synchronous call again, the event queue does so twice, a queue of SQS as often as its redrive policy says.',
    runs: { three: 'One failing handler, called in three ways' },
  },
  M12: {
    belief: 'An event is handled exactly once.',
    truth: 'At least once. A handler that pays and then fails pays at each attempt. A key around the payment stops that; a key around the whole handler does not, since it is given back when the handler throws.',
    runs: { plain: 'No idempotency key', call: 'A key around the payment', handler: 'A key around the whole handler' },
  },
  M13: {
    belief: 'The dead-letter queue of my EventBridge rule catches failures of the function.',
    truth: "Once Lambda has taken the event into its own queue the rule is content. What happens then is between that queue and the function's own dead-letter queue or destination. The rule's own queue is for what Lambda never took.",
    runs: {
      off: 'Ten events for a function that is switched off',
      denied: 'The rule may not invoke the function',
      outage: 'Lambda takes nothing for ten minutes',
      custom: 'The same, from a custom bus',
    },
  },
  M14: {
    belief: "The function's dead-letter queue catches what SQS sends, and destinations work everywhere.",
    truth: "Both are for asynchronous events. A message of SQS goes to the dead-letter queue of its queue; a failed synchronous call goes nowhere but back to its caller.",
    runs: { board: 'Everything set, one failure in each of three ways' },
  },
  M15: {
    belief: 'Reserved concurrency makes a queue orderly: one after the other.',
    truth: 'Pollers do not know the reservation. What they receive and cannot place counts as received, and may end in the dead-letter queue without ever having run. MaximumConcurrency of the mapping holds the pollers themselves back.',
    runs: {
      one: 'Reserved one, pollers as bad as they may be',
      worst: 'Reserved two, pollers as bad as they may be',
      documented: 'Reserved two, throttled batches are kept and tried again',
      capped: 'Reserved two, MaximumConcurrency of two',
    },
    differs: {
      worst: 'Pollers begin with five batches at a time here, as documented, and fall to two at the first refusal: that happens to be as many as are reserved, so hardly anything is received in vain. The count was made for pollers that never hold back.',
    },
  },
  M16: {
    belief: 'A visibility timeout as long as the function timeout is enough.',
    truth: 'Time passes between receiving and running: a throttled batch begins late, its messages are visible again while it runs, and are worked on twice. Six times the timeout leaves room.',
    runs: { window: 'A batching window of 5 s, a handler of 28 s', sixfold: 'The same with six times the timeout', throttled: 'A batch is throttled first', patient: 'The same with six times the timeout' },
  },
  M17: {
    belief: 'One bad message only hurts itself.',
    truth: 'Without partial responses the whole batch comes back: good messages are worked on again and again, and end in the dead-letter queue with the bad one.',
    runs: { whole: 'A batch of ten, one bad', partial: 'The same, the handler reports which failed' },
  },
  M18: {
    belief: 'I turned partial batch responses on, so I am safe.',
    truth: 'What the handler returns decides. Nothing in the list: all succeeded, and the failed ones are deleted. A name that is not in the batch, or an exception: all failed.',
    runs: { empty: 'It returns an empty object', typo: 'One name is misspelt', throws: 'It throws', correct: 'It names the two that failed' },
  },
  M19: {
    belief: 'SQS uses all my concurrency at once.',
    truth: 'It begins with a few batches at a time and adds more each minute. Larger batches matter more than a higher limit.',
    runs: { one: '60,000 messages, one to a batch', ten: 'The same, ten to a batch' },
    differs: {
      one: 'The number of batches is raised here once a minute, at its end, and it begins with five: the first minute does next to nothing.',
    },
  },
  M20: {
    belief: 'FIFO is SQS with order.',
    truth: 'One batch of a message group at a time: never more at once than there are groups, and a message that fails holds its group up, no other.',
    runs: { groups: 'Three groups of twenty, one bad message in the second' },
  },
  M21: {
    belief: 'Kinesis skips a bad record after a few tries.',
    truth: 'Not by itself: the batch is tried until it succeeds or expires, and its shard waits. Splitting batches finds the bad record; a limit on retries lets go of it.',
    runs: { endless: 'As by default', bisect: 'Split, no retries', three: 'Split, three retries' },
  },
  M22: {
    belief: 'More concurrency reads Kinesis faster.',
    truth: 'One batch at a time per shard, or as many as the ParallelizationFactor says; the account limit has no part in it. One hot key stays in one lane.',
    runs: { one: 'Four shards', limit: 'The same, five times the account limit', two: 'ParallelizationFactor two', ten: 'ParallelizationFactor ten', hot: 'ParallelizationFactor ten, all records of one key' },
  },
  M23: {
    belief: 'My function has fifteen minutes, so my API has them too.',
    truth: 'The gateway stops waiting long before. The function runs on, is billed and has its effect; a client that tries again has it twice.',
    runs: { gateway: 'Behind a REST API, the client tries once more', queued: 'The same work sent as an event' },
  },
  M24: {
    belief: 'The call of the SDK failed, so the function did not run.',
    truth: 'The SDK stopped waiting; the function ran on, and each retry started it once more.',
    runs: { minute: 'A timeout of the client of 60 s, a handler of 90 s', patient: 'A client that waits for 100 s' },
  },
  M25: {
    belief: 'More memory costs more.',
    truth: 'Processor time grows with memory: work done faster costs the same, up to one vCPU for one thread. Waiting is not faster, only dearer.',
    runs: { cpu: 'One second of computation', io: 'One second of waiting' },
  },
  M26: {
    belief: 'Initialisation is free.',
    truth: 'Since August 2025 the init of functions on demand is billed in every case.',
    runs: { before: 'By the rules of July 2025', now: "By today's rules" },
  },
  M27: {
    belief: 'Init may take as long as the timeout.',
    truth: 'It has ten seconds. What takes longer is stopped and done again inside the first invocation, on its timeout.',
    runs: { fifteen: 'An init of 12 s, a timeout of 15 s', ten: 'The same, a timeout of 10 s' },
  },
  M28: {
    belief: 'A VPC adds ten seconds to every cold start.',
    truth: 'It did until September 2019. Since then the network is there before the function starts.',
    runs: { earlier: 'By the rules of 2018', now: "By today's rules" },
  },
  M29: {
    belief: 'It is in a public subnet, so it has the internet.',
    truth: 'Without a route out a call does not fail, it hangs: until the timeout, billed, and with as many at a time.',
    runs: { hangs: 'Every call hangs until the timeout', answers: 'Every call is answered' },
  },
  M30: {
    belief: 'Globals are new each time. Or: all requests share them.',
    truth: 'They live with their environment: what was counted by one request is seen by the next in the same environment, and by no other.',
    runs: { counter: 'Two together, one alone, two together' },
  },
  M31: {
    belief: 'What I started goes on after I return.',
    truth: 'The environment is frozen with the answer, and goes on with the next request, or never.',
    runs: {},
  },
  M32: {
    belief: 'Lambda scales, so my database is fine.',
    truth: 'It has so many connections. Who comes later waits, and a short timeout makes a failure of the wait; holding concurrency back refuses early instead.',
    runs: { impatient: '250 at once on 100 connections, a timeout of 3 s', patient: 'The same, a timeout of 30 s', reserved: 'Reserved concurrency of 80' },
    differs: {
      patient: 'Whoever finds no connection waits for one here, and is not refused at once; connections are held by handlers, not by frozen environments.',
    },
  },
  M33: {
    belief: 'An endless loop will be caught.',
    truth: 'Loops are detected on some paths only, and after several rounds; where detection is off, or does not see the path, they go on and may grow with every round. Reserved concurrency of 0 is the emergency brake.',
    runs: {
      caught: 'A function writes to the bucket that calls it',
      unseen: 'The same through EventBridge',
      doubling: 'Two objects for each, loops allowed',
      brake: 'The same, then reserved concurrency of 0',
    },
  },
  M34: {
    belief: 'Layers and a smaller package cure cold starts.',
    truth: 'What is loaded counts a little, what the code does before the handler counts most. A layer is unpacked with the rest.',
    runs: { lean: 'Little code, nothing done before the handler', large: 'Fifty times the code', framework: 'Little code, a framework set up before the handler' },
  },
  M35: {
    belief: 'One request per environment and fifteen minutes at most, always.',
    truth: 'Of functions as they are by default. Managed Instances run several requests in one environment.',
    runs: {},
  },
  M36: {
    belief: 'Above a million invocations a day, use containers.',
    truth: 'What it costs follows from memory times duration, not from the count.',
    runs: { small: 'A thousand at 128 MB and 100 ms', large: 'A thousand at 1 GB and 1 s' },
  },
  M37: {
    belief: 'No errors and no logs, so it is healthy.',
    truth: 'Throttles are neither errors nor logged. The age of messages and the dead-letter queue tell.',
    runs: { worst: 'Messages are lost to the work, and nothing fails' },
  },
} as const satisfies Readonly<Record<string, MisconceptionText>>

export type MisconceptionId = keyof typeof misconceptionText

/** Why the simulation cannot play it. */
export const misconceptionsLeftOut: Readonly<Partial<Record<MisconceptionId, string>>> = {
  M31: 'What runs after the answer, and freezes, is not simulated.',
  M35: 'Managed Instances and durable functions are not simulated.',
}

export const misconceptionsText = {
  title: 'Misconceptions',
  intro: 'What people believe about Lambda. Guess what a run will show, then look: every number is counted in it.',
  one: (id: string) => `Misconception ${id}`,
  runTitle: (id: string, run: string) => `${id}: ${run}`,
  belief: 'Belief:',
  truth: 'What is true:',
  counted: 'Counted in this run',
  others: 'Runs of this misconception',
  open: (id: string, run: string) => `Open ${id}: ${run}`,
  close: 'Close',
  reveal: 'Show what is true',
  hide: 'Hide what is true',
  dismiss: 'Close this note',
  palette: (id: string, belief: string) => `${id}  ${belief}`,
} as const
