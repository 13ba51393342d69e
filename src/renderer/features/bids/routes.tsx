import { lazy } from 'react'
import type { AppRoute } from '@/app/router'
import '@/components/writing/prose.css'
import '@/components/writing/paper.css'
import '@/components/writing/writing.css'
import '@/components/writing/doc.css'
import './bids.css'

const BidsPage = lazy(async () => ({ default: (await import('./bids-page')).BidsPage }))
const NewBidPage = lazy(async () => ({ default: (await import('./new-bid-page')).NewBidPage }))
const BidPage = lazy(async () => ({ default: (await import('./bid-page')).BidPage }))
const ReadPage = lazy(async () => ({ default: (await import('./read-page')).ReadPage }))

export const bidRoutes: readonly AppRoute[] = [
  { path: '/bids', element: <BidsPage /> },
  { path: '/bids/new', element: <NewBidPage /> },
  { path: '/bids/:id/read', element: <ReadPage /> },
  { path: '/bids/:id/:section?', element: <BidPage /> },
]
