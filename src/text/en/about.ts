/** What the product is, what it leaves out, whose work it stands on. */
export const about = {
  title: 'About Lambdascope',
  intro:
    'Lambdascope simulates how AWS Lambda answers synchronous invocations, exactly and repeatably: the same scenario and seed give the same run in every browser. Nothing leaves this page.',
  notAffiliated:
    'Lambdascope is not affiliated with, endorsed or sponsored by Amazon Web Services. AWS and AWS Lambda are trademarks of Amazon.com, Inc. or its affiliates.',
  leavesOut: 'What the model leaves out',
  leavesOutList: [
    'The network between callers and AWS, DNS, TLS and the time the front doors themselves take.',
    'Asynchronous invocations, queues, streams and other event sources.',
    'Response streaming, durable functions and Lambda@Edge.',
    'Availability Zones and their failures, and the capacity of a Region.',
    'What happens inside the code: garbage collection, just-in-time compilation, leaks. A handler is a time to wait and a time to compute.',
    'Data transfer, logs and other services on the bill, and taxes.',
  ],
  confidence:
    'Where AWS documents a number, that number is used. Where it does not, the setting carries a badge: measured by third parties, or assumed by us.',
  sources: 'Measurements',
  licence: (id: string) => `Licence: ${id}`,
  figuresOnly: 'Figures only',
  software: 'Software',
  code: 'The code of Lambdascope is under the MIT licence.',
  notices: 'Licences of the packages in this build',
  engine: (version: string) => `Engine ${version}`,
  close: 'Close',
} as const
