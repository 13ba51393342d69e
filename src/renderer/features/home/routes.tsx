import type { AppRoute } from '@/app/router'
import { GroupPage } from './group-page'
import { HomePage } from './home-page'
import './home.css'

export const homeRoutes: readonly AppRoute[] = [
  { path: '/', element: <HomePage /> },
  { path: '/group', element: <GroupPage /> },
]
