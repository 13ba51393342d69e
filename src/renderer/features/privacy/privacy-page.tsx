import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { Page } from '@/components/page'
import { privacy } from '@/messages/privacy'
import { AskedErasures } from './asked-erasures'
import { BreachRegister } from './breach-register'
import { CameLater } from './came-later'
import { Ledger } from './ledger'
import { RequestRegister } from './request-register'
import './privacy.css'

/** Requests for a copy, the register of breaches and the ledger of erasures. */
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
      <AskedErasures />
      <CameLater />
      <RequestRegister />
      <BreachRegister />
      <Ledger />
    </Page>
  )
}
