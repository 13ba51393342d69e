import { lazy } from 'react'
import type { AppRoute } from '@/app/router'
import './code.css'

const CodePage = lazy(() => import('./code-page').then((module) => ({ default: module.CodePage })))
const EditPage = lazy(() => import('./edit-page').then((module) => ({ default: module.EditPage })))
const SheetPage = lazy(() => import('./sheet-page').then((module) => ({ default: module.SheetPage })))

export const codeRoutes: readonly AppRoute[] = [
  { path: '/code', element: <CodePage /> },
  { path: '/code/:id', element: <CodePage /> },
  { path: '/code/:id/edit', element: <EditPage /> },
  { path: '/code/:id/sheet', element: <SheetPage /> },
]
