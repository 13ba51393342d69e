import type { ReactElement } from 'react'
import { shell } from '@/messages/shell'
import type { Place } from '../places'
import { isAt, lowerPlaces, mainPlaces } from '../places'
import { Link, usePath } from '../router'
import { Mark } from './mark'

function PlaceList(props: { readonly places: readonly Place[]; readonly onGo?: () => void }): ReactElement {
  const path = usePath()
  return (
    <ul className="rail-list">
      {props.places.map(({ icon: Icon, ...place }) => (
        <li key={place.path}>
          <Link
            to={place.path}
            className="rail-link"
            {...(isAt(place, path) ? { 'aria-current': 'page' as const } : {})}
            {...(props.onGo === undefined ? {} : { onClick: props.onGo })}
          >
            <Icon stroke={1.8} />
            <span>{place.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** All places, in the rail or in the drawer of a narrow window. */
export function Places(props: { readonly onGo?: () => void }): ReactElement {
  return (
    <>
      <PlaceList places={mainPlaces} {...props} />
      <PlaceList places={lowerPlaces} {...props} />
    </>
  )
}

export function Rail(): ReactElement {
  return (
    <nav className="rail" aria-label={shell.placesLabel} data-region="">
      <Link to="/" className="rail-mark" aria-label={shell.homeLink}>
        <Mark />
        <span className="rail-mark-word">{shell.name}</span>
      </Link>
      <Places />
    </nav>
  )
}
