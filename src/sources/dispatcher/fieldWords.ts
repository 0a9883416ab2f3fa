/** Words of its settings in the JSON Schema. */
export const fieldWords = {
  'eventSource.dispatcher.kind': 'Reference model: one line, served without delay.',
  servers: 'Messages served at a time.',
}
