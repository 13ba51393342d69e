import type { AnchorHTMLAttributes, ReactElement, ReactNode, Ref } from 'react'
import { Suspense } from 'react'
import { Route, Router, Switch, useLocation, useSearch, useParams as useWouterParams, Link as WouterLink } from 'wouter'
import { go, hashLocation, PlaceContext, usePlace } from './hash-location'

/** One screen at one address. Heavy screens come through `lazy()`. */
export interface AppRoute {
  /** `/members/:id`; a trailing `?` makes a part optional. */
  readonly path: string
  readonly element: ReactElement
}

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: string
  readonly replace?: boolean
  readonly ref?: Ref<HTMLAnchorElement>
}

/** A link to a screen. Also for `<Button component={Link} to="/members">`. */
export function Link({ to, replace = false, ...rest }: LinkProps): ReactElement {
  return <WouterLink {...rest} to={to} replace={replace} />
}

/** Goes to a screen: `navigate('/members/abc')`, `navigate('/members', { replace: true })`. */
export function useNavigate(): (to: string, options?: { readonly replace?: boolean }) => void {
  return go
}

/** The named parts of the address, decoded: `{ id }` for `/members/:id`. */
export function useParams(): Readonly<Record<string, string | undefined>> {
  return useWouterParams()
}

/** The path alone, such as `/members/abc`. */
export function usePath(): string {
  return useLocation()[0]
}

/** What stands after `?` in the address. */
export function useAddressSearch(): URLSearchParams {
  return new URLSearchParams(useSearch())
}

/** Gives the tree its addresses. */
export function AppRouter({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <PlaceContext value={usePlace()}>
      <Router hook={hashLocation}>{children}</Router>
    </PlaceContext>
  )
}

/** Shows the first route that fits the address, or `otherwise`. */
export function Routes(props: {
  readonly routes: readonly AppRoute[]
  readonly waiting: ReactNode
  readonly otherwise: ReactNode
}): ReactElement {
  return (
    <Suspense fallback={props.waiting}>
      <Switch>
        {props.routes.map((route) => (
          <Route key={route.path} path={route.path}>
            {route.element}
          </Route>
        ))}
        <Route>{props.otherwise}</Route>
      </Switch>
    </Suspense>
  )
}
