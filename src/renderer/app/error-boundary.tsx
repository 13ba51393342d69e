import { Button, Group, Title } from '@mantine/core'
import type { ErrorInfo, ReactElement, ReactNode } from 'react'
import { Component } from 'react'
import { crash } from '@/messages/shell'

interface State {
  readonly broken: boolean
}

/** Catches a fault in drawing a screen. What was entered has been saved by then: each field saves by itself. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode; readonly at?: string }, State> {
  override state: State = { broken: false }

  static getDerivedStateFromError(): State {
    return { broken: true }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The name of the fault and where it stood; its message could hold somebody's data.
    console.error('Trestle: a screen failed', error.name, info.componentStack)
  }

  override componentDidUpdate(before: { readonly at?: string }): void {
    if (this.state.broken && before.at !== this.props.at) this.setState({ broken: false })
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken onAgain={() => this.setState({ broken: false })} /> : this.props.children
  }
}

function Broken(props: { readonly onAgain: () => void }): ReactElement {
  return (
    <div className="page page-reading" role="alert">
      <Title order={1} mb="sm">
        {crash.title}
      </Title>
      <p>{crash.safe}</p>
      <p>{crash.next}</p>
      <Group mt="lg">
        <Button onClick={props.onAgain}>{crash.again}</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          {crash.reload}
        </Button>
      </Group>
    </div>
  )
}
