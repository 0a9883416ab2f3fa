/** Attributes that make an element show a tooltip; `TipLayer` listens for them. */
export interface TipProps {
  'data-tip': string
  'data-tip-key'?: string
}

/** @param shortcut key that does the same */
export function tip(label: string, shortcut?: string): TipProps {
  return shortcut === undefined ? { 'data-tip': label } : { 'data-tip': label, 'data-tip-key': shortcut }
}
