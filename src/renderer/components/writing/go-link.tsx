import type { MouseEvent, ReactElement, ReactNode } from 'react'

/** A link to a screen, for components that do not know the router: they are given `go`. */
export function GoLink(props: {
  readonly to: string
  readonly go: (to: string) => void
  readonly className?: string
  readonly current?: boolean
  readonly children: ReactNode
}): ReactElement {
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    props.go(props.to)
  }
  return (
    <a
      href={`#${props.to}`}
      onClick={follow}
      {...(props.className === undefined ? {} : { className: props.className })}
      {...(props.current === true ? { 'aria-current': 'page' as const } : {})}
    >
      {props.children}
    </a>
  )
}
