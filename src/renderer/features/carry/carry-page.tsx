import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { Page } from '@/components/page'
import { carry } from '@/messages/carry'
import { BringPanel } from './bring-panel'
import { TakePanel } from './take-panel'
import './carry.css'

/** Two laptops without internet: one writes a file, the other brings it in. */
export function CarryPage(): ReactElement {
  return (
    <Page title={carry.title} intro={carry.intro} width="reading" back={<Link to="/laptops">{carry.back}</Link>}>
      <TakePanel />
      <BringPanel />
    </Page>
  )
}
