import type { ReactElement } from 'react'

/** The mark: a trestle, two pairs of legs under a board. */
export function Mark(): ReactElement {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="2" y="7" width="28" height="4.5" rx="1.6" fill="var(--t-accent)" />
      <path
        d="M9.5 11.5 5 26M9.5 11.5 14 26M6.6 20.5h5.8M22.5 11.5 18 26m4.5-14.5L27 26m-7.4-5.5h5.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.1"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
