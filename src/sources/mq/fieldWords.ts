/** Words of its settings in the JSON Schema. */
export const fieldWords = {
  maximumRedeliveries: 'How often the broker delivers a message again before it goes to the dead-letter queue of the broker. Null: without end.',
}
