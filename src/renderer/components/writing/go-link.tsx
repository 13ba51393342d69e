import type { MouseEvent, ReactElement, ReactNode } from 'react'

/** What an anchor needs to go to a screen, for components that do not know the router: they are given `go`. */
export function goTo(
  to: string,
  go: (to: string) => void,
): { readonly href: string; readonly onClick: (event: MouseEvent) => void } {
  return {
    href: `#${to}`,
    onClick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      go(to)
    },
  }
}

/** A link to a screen, for components that are given `go`. */
export function GoLink(props: {
  readonly to: string
  readonly go: (to: string) => void
  readonly className?: string
  readonly current?: boolean
  readonly children: ReactNode
}): ReactElement {
  return (
    <a
      {...goTo(props.to, props.go)}
      {...(props.className === undefined ? {} : { className: props.className })}
      {...(props.current === true ? { 'aria-current': 'page' as const } : {})}
    >
      {props.children}
    </a>
  )
}
