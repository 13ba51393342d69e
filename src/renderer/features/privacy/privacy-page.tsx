import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { Page } from '@/components/page'
import { privacy } from '@/messages/privacy'
import { BreachRegister } from './breach-register'
import { Ledger } from './ledger'
import './privacy.css'

/** The ledger of erasures and the register of breaches. */
export function PrivacyPage(): ReactElement {
  return (
    <Page
      title={privacy.title}
      intro={
        <>
          {privacy.intro} {privacy.howTo}
        </>
      }
      back={<Link to="/settings">{privacy.back}</Link>}
    >
      <BreachRegister />
      <Ledger />
    </Page>
  )
}
