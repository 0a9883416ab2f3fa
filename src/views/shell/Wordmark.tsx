import { shell } from '../../text/en/shell.ts'

/** Lambda in a rounded square, and the name. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden focusable="false">
        <rect width="26" height="26" rx="7" fill="var(--phase-handler)" />
        <path
          d="M8.4 6.2h2.3c.9 0 1.5.5 1.9 1.4l5 11.2c.3.7.7 1 1.3 1h.7M12.2 11.6 8 19.8"
          fill="none"
          stroke="var(--phase-ink)"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="wordmark-text">{shell.product}</span>
    </span>
  )
}
