import type { AppRoute } from '@/app/router'
import { CodePage } from './code-page'
import { EditPage } from './edit-page'
import { SheetPage } from './sheet-page'
import './code.css'

export const codeRoutes: readonly AppRoute[] = [
  { path: '/code', element: <CodePage /> },
  { path: '/code/:id', element: <CodePage /> },
  { path: '/code/:id/edit', element: <EditPage /> },
  { path: '/code/:id/sheet', element: <SheetPage /> },
]
