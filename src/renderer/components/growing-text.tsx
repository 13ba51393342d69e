import { Textarea, type TextareaProps } from '@mantine/core'
import type { CSSProperties, ReactElement } from 'react'

/**
 * Several lines that grow with what is written, up to a screenful. The style sheet makes them grow: a script that measures the box lays the
 * whole page out each time. Where the browser cannot (Firefox), the box has its rows, and a corner to pull.
 */
export function GrowingText({ rows = 2, ...props }: TextareaProps): ReactElement {
  return (
    <Textarea
      {...props}
      rows={rows}
      classNames={{ input: 'growing-text' }}
      styles={{ input: { '--rows': rows } as CSSProperties }}
    />
  )
}
