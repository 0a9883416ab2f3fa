/** Notices that a worker says nothing: deep in one long event it neither reports nor hears a cancel. */

export interface Silence {
  /** Tells once when nothing was heard for so long, from now on; whatever was watched for before is not any more. */
  watch(ms: number, tell: () => void): void
  heard(): void
  off(): void
}

export interface SilenceOptions {
  /** One whose code is still loading is not silent yet. */
  loaded(): boolean
  /** Calls back after so long, unless what it returns is called before. */
  delay(callback: () => void, ms: number): () => void
}

export function createSilence({ loaded, delay }: SilenceOptions): Silence {
  let restart: (() => void) | null = null
  let callOff: () => void = () => undefined

  const off = (): void => {
    callOff()
    restart = null
  }
  return {
    watch: (ms, tell) => {
      const arm = (): void => {
        callOff()
        callOff = delay(() => {
          if (!loaded()) return arm()
          off()
          tell()
        }, ms)
      }
      restart = arm
      arm()
    },
    heard: () => restart?.(),
    off,
  }
}
