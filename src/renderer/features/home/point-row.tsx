import { Button, Title } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { StatusPill } from '@/components/status-pill'
import type { Gap, Point, PointKey } from '@/core/domain/compliance'
import { evidenceWords, fixWords, gapWords, home, points } from '@/messages/home'

interface PointRowProps {
  readonly point: Point
  readonly number: number
  /** The first point that is not in place: its button is the next thing to do. */
  readonly next: boolean
}

/** One of the four points: what proves it and since when, or what is missing and the button that mends it. */
export function PointRow({ point, number, next }: PointRowProps): ReactElement {
  const { title, about } = points[point.key]
  const bare = point.evidence.length === 0 && point.missing.length === 0
  return (
    <li className={`point ${point.met ? 'point-met' : ''}`}>
      <span className="point-mark" aria-hidden="true">
        {point.met ? <IconCheck size="1.4rem" stroke={2.6} /> : number}
      </span>
      <div>
        <div className="point-head">
          <Title order={3} className="point-title">
            {title}
          </Title>
          <PointState point={point} />
        </div>
        {(bare || !point.met) && <p className="point-about">{about}</p>}
        {point.evidence.length > 0 && (
          <ul className="evidence">
            {point.evidence.map((evidence) => {
              const { text, when } = evidenceWords(evidence)
              return (
                <li key={`${text} ${when}`} className="evidence-line">
                  <span className="evidence-text">{text}</span>
                  {when !== undefined && <span className="evidence-when">{when}</span>}
                </li>
              )
            })}
          </ul>
        )}
        <Gaps gaps={point.missing} look="missing" point={point.key} />
        <Gaps gaps={point.attention} look="look" point={point.key} />
        {point.fix !== undefined && (
          <Button
            component={Link}
            to={point.fix.route}
            className="point-fix"
            variant={next ? 'filled' : 'default'}
            size="sm"
          >
            {fixWords[point.fix.gap]}
          </Button>
        )}
      </div>
    </li>
  )
}

function PointState({ point }: { readonly point: Point }): ReactElement {
  if (!point.met) return <StatusPill tone="bad">{home.missing}</StatusPill>
  return point.attention.length > 0 ? (
    <StatusPill tone="warn">{home.look}</StatusPill>
  ) : (
    <StatusPill tone="good">{home.met}</StatusPill>
  )
}

function Gaps(props: {
  readonly gaps: readonly Gap[]
  readonly look: 'missing' | 'look'
  readonly point: PointKey
}): ReactElement | null {
  const { gaps, look, point } = props
  if (gaps.length === 0) return null
  return (
    <ul className="gaps">
      {gaps.map((gap) => (
        <li key={gapWords(gap, point)} className={`gap gap-${look}`}>
          {look === 'missing' ? <IconCircleX aria-hidden="true" /> : <IconAlertTriangle aria-hidden="true" />}
          {gapWords(gap, point)}
        </li>
      ))}
    </ul>
  )
}
