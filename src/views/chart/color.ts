/** Colours as numbers, for surfaces that write pixels. */

/** Red, green, blue in 0 to 255, alpha in 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

const channels = (text: string): number[] =>
  text.split(/[\s,/]+/).filter((part) => part !== '').map((part) => (part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : Number(part)))

/** Reads what a computed style yields: `#rrggbb`, `rgb()`, `rgba()` and `color(srgb …)`. Anything else is black. */
export function parseColor(css: string): Rgba {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(css.trim())
  if (hex) return [parseInt(hex[1]!, 16), parseInt(hex[2]!, 16), parseInt(hex[3]!, 16), 1]
  const plain = /^rgba?\(([^)]*)\)$/.exec(css.trim())
  if (plain) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = channels(plain[1]!)
    return [red, green, blue, alpha]
  }
  const wide = /^color\(srgb ([^)]*)\)$/.exec(css.trim())
  if (wide) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = channels(wide[1]!)
    return [red * 255, green * 255, blue * 255, alpha]
  }
  return [0, 0, 0, 1]
}

/** `share` of `top` over `bottom`, opaque. */
export function mix(bottom: Rgba, top: Rgba, share: number): Rgba {
  const blend = (i: 0 | 1 | 2) => bottom[i] + (top[i] - bottom[i]) * share
  return [blend(0), blend(1), blend(2), 1]
}

/** The pixel as `ImageData` stores it on a little-endian machine: ABGR. */
export const packPixel = ([red, green, blue, alpha]: Rgba): number =>
  ((Math.round(alpha * 255) << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0

/** The packed pixel as CSS. */
export const pixelToCss = (pixel: number): string => {
  const alpha = pixel >>> 24
  const rgb = `${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255}`
  return alpha === 255 ? `rgb(${rgb})` : `rgb(${rgb} / ${(alpha / 255).toFixed(3)})`
}
