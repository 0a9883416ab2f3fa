/** Whether two lists of options look the same; they are often built anew while nothing in them changed. */
export function sameOptions<T extends object>(one: readonly T[], other: readonly T[]): boolean {
  return one === other || (one.length === other.length && one.every((option, index) => sameFields(option, other[index]!)))
}

/** Whether two sets of properties look the same, their `options` by what is in them. */
export function sameChoice<T extends { options: readonly object[] }>(one: T, other: T): boolean {
  return sameOptions(one.options, other.options) && sameFields({ ...one, options: null }, { ...other, options: null })
}

function sameFields(one: object, other: object): boolean {
  const [fields, others] = [Object.entries(one), new Map(Object.entries(other))]
  return fields.length === others.size && fields.every(([name, value]) => others.has(name) && Object.is(others.get(name), value))
}
