import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import type { LengthCheck } from '@/core/domain/counting'
import { length } from '@/messages/writing'

const ROUND = 2 * Math.PI * 7

/** How full a limited text is: a ring that closes at the limit. */
function Ring({ part }: { readonly part: number }): ReactElement {
  const shown = Math.min(Math.max(part, 0), 1)
  return (
    <svg className="length-ring" viewBox="0 0 18 18" width="1.15em" height="1.15em" aria-hidden="true">
      <circle className="length-ring-all" cx="9" cy="9" r="7" />
      {shown > 0 && (
        <circle
          className="length-ring-part"
          cx="9"
          cy="9"
          r="7"
          strokeDasharray={`${shown * ROUND} ${ROUND}`}
          transform="rotate(-90 9 9)"
        />
      )}
    </svg>
  )
}

/** "182 of 300 words", with what to do where it is too short or too long. Said aloud only when that changes. */
export function LengthLine(props: { readonly check: LengthCheck; readonly id?: string }): ReactElement {
  const { check } = props
  const advice = length.advice(check)
  return (
    <div className={`length length-${check.state}`} {...(props.id === undefined ? {} : { id: props.id })}>
      {check.max !== undefined && <Ring part={check.count / check.max} />}
      <span className="length-count">{length.of(check)}</span>
      {advice !== '' && (
        <span className="length-advice">
          {check.state === 'over' ? (
            <IconAlertTriangle size="1.1em" aria-hidden="true" />
          ) : (
            <IconInfoCircle size="1.1em" aria-hidden="true" />
          )}
          {advice}
        </span>
      )}
      <span role="status" className="visually-hidden">
        {length.said[check.state]}
      </span>
    </div>
  )
}
