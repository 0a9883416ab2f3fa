import * as z from 'zod/mini'

/** What the parts of the scenario schema are made of. */

// The page's content security policy forbids building functions from text, which zod otherwise probes for.
z.config({ jitless: true })

interface Range {
  readonly min: number
  readonly max: number
}
export const number = ({ min, max }: Range) => z.number().check(z.minimum(min), z.maximum(max))
export const whole = ({ min, max }: Range) => z.int().check(z.minimum(min), z.maximum(max))
export const share = number({ min: 0, max: 1 })
export const listOf = <E extends z.ZodMiniType>(element: E, most: number) => z.array(element).check(z.maxLength(most))

/** How names are written. */
export const PATTERNS = {
  functionName: /^[A-Za-z0-9_-]{1,64}$/,
  sourceName: /^[^\p{C}]{1,64}$/u,
  qualifier: /^(\$LATEST|[A-Za-z0-9_-]{1,128})$/,
  /** Region and account may be left open. */
  arn: /^arn:aws[a-z-]*:(sqs|sns|lambda|events|s3):[a-z0-9-]*:\d*:[\w.:/$-]{1,256}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
} as const

export const arn = z.string().check(z.regex(PATTERNS.arn))
export const destination = z._default(z.nullable(z.strictObject({ Destination: arn })), null)
