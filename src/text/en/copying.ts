/** What a button that copies says of it. */
export const copying = {
  copied: 'Copied',
  failed: 'Copying is not allowed here: select the text instead.',
} as const
