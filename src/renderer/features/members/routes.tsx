import { lazy } from 'react'
import type { AppRoute } from '@/app/router'
import './members.css'

const RegisterPage = lazy(() => import('./register-page').then((module) => ({ default: module.RegisterPage })))
const NewPage = lazy(() => import('./new-page').then((module) => ({ default: module.NewPage })))
const ImportPage = lazy(() => import('./import-page').then((module) => ({ default: module.ImportPage })))
const BinPage = lazy(() => import('./bin-page').then((module) => ({ default: module.BinPage })))
const MemberPage = lazy(() => import('./member-page').then((module) => ({ default: module.MemberPage })))

export const memberRoutes: readonly AppRoute[] = [
  { path: '/members', element: <RegisterPage /> },
  { path: '/members/new', element: <NewPage /> },
  { path: '/members/import', element: <ImportPage /> },
  { path: '/members/removed', element: <BinPage /> },
  { path: '/members/:id', element: <MemberPage /> },
]
