import { Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useEffect } from 'react'
import { tabTitle } from '@/messages/shell'
import { useArrivalFocus } from './arrival'

interface PageProps {
  readonly title: string
  /** One or two sentences under the heading. */
  readonly intro?: ReactNode
  /** Buttons beside the heading. */
  readonly actions?: ReactNode
  /** A link back, above the heading. */
  readonly back?: ReactNode
  /** Small facts beside the heading, such as a status pill. */
  readonly beside?: ReactNode
  /** `reading` keeps lines short; `wide` gives tables the whole width. */
  readonly width?: 'reading' | 'normal' | 'wide'
  readonly children: ReactNode
}

/** One screen: its heading (the only h1), what it is for, its actions, its content. */
export function Page({ title, intro, actions, back, beside, width = 'normal', children }: PageProps): ReactElement {
  const heading = useArrivalFocus<HTMLHeadingElement>()
  useEffect(() => {
    document.title = tabTitle(title, window.location.hash)
  }, [title])
  return (
    <div className={`page page-${width}`}>
      <header className="page-head">
        {back !== undefined && <div className="page-back">{back}</div>}
        <div className="page-heading">
          <div className="page-titles">
            <div className="page-title-line">
              <Title order={1} ref={heading} tabIndex={-1} className="page-title">
                {title}
              </Title>
              {beside}
            </div>
            {intro !== undefined && <div className="page-intro">{intro}</div>}
          </div>
          {actions !== undefined && <div className="page-actions">{actions}</div>}
        </div>
      </header>
      {children}
    </div>
  )
}
