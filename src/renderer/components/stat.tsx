import type { ReactElement, ReactNode } from 'react'

/** One figure with its name, and a line about it. */
export function Stat(props: {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
}): ReactElement {
  return (
    <div className="stat">
      <div className="stat-label">{props.label}</div>
      <div className="stat-value">{props.value}</div>
      {props.note !== undefined && <div className="stat-note">{props.note}</div>}
    </div>
  )
}
