/** What the model leaves out, where a scenario touches it. */
export interface OmissionText {
  readonly title: string
  readonly note: string
}

export const omissionsText = {
  network: { title: 'The network', note: 'Ways between callers and AWS, DNS and TLS take no time here.' },
  code: { title: 'Inside the code', note: 'A handler is a time to wait and a time to compute: no garbage collection, no leaks, no code that warms up beyond its first call.' },
  region: { title: 'The Region', note: 'Availability Zones, their failures and the capacity of the Region do not appear.' },
  otherBills: { title: 'Other bills', note: 'Logs, data transfer, other services and taxes are not in the bill.' },
  frontDoor: { title: 'The front door itself', note: 'API Gateway, load balancer and function URL add no time of their own, and what they charge is not in the bill.' },
  vpc: { title: 'Traffic of the VPC', note: 'NAT gateways, endpoints and what they cost are left out; the network interface counts only where it once delayed cold starts.' },
  snapshot: { title: 'Taking the snapshot', note: 'Init at publishing time and hooks before and after it are not played.' },
  provisionedScaling: { title: 'Auto scaling', note: 'Provisioned concurrency stays as it is set; Application Auto Scaling does not adjust it.' },
  weights: { title: 'Weighted aliases', note: 'An alias points to one version.' },
  downstream: { title: 'A downstream under load', note: 'It accepts so many connections and takes as long as it is told, however busy it is.' },
  extensions: { title: 'Work of extensions', note: 'Extensions lengthen the shutdown, not the invocation: there is no PostRuntimeExtensionsDuration.' },
  image: { title: 'Layers of an image', note: 'Which parts of an image are cached where is summed up in one measured cost per megabyte.' },
  memory: { title: 'Memory over time', note: 'An invocation uses the same amount of memory from beginning to end.' },
  between: { title: 'Functions calling functions', note: 'They share the account, but none calls another.' },
  upkeep: { title: 'Upkeep by AWS', note: 'Runtime updates and maintenance, which also replace environments, do not happen.' },
  oldPrices: { title: 'Prices of the time', note: 'The bill uses the prices of 2026, whatever the day of the rules; only what time is rounded up to is that of the day.' },
  eventSources: { title: 'Inside queues and streams', note: 'Messages have no bodies: a filter passes on a share of them. What a shard may take in and give out, records that come late to a window and duplicates without a failure do not appear.' },
  services: { title: 'Services that send', note: 'What happens before a service hands an event over takes no time here, though S3 may take a minute; its own quotas and its bill are left out.' },
  edge: { title: 'At the edge', note: 'Lambda@Edge is one function in one Region here: no replicas, no limit of 30 seconds, no part of a body cut off.' },
} as const satisfies Record<string, OmissionText>

export type OmissionId = keyof typeof omissionsText
