/** Words of its settings in the JSON Schema. */
export const fieldWords = {
  'eventSource.documentdb.kind': 'A change stream of Amazon DocumentDB.',
}
