import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactElement, ReactNode } from 'react'
import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { pageNonce } from '../nonce'
import { useWorkspace } from '../providers'
import type { Look } from './look'
import { LOOK_KEY, nextTextSize, readLook } from './look'
import { printSheet, theme, variablesResolver } from './theme'

interface LookControl {
  readonly look: Look
  readonly change: (part: Partial<Look>) => void
  readonly larger: () => void
  readonly smaller: () => void
  readonly usual: () => void
}

const LookContext = createContext<LookControl | null>(null)

/** The look and how to change it. */
export function useLook(): LookControl {
  const control = useContext(LookContext)
  if (control === null) throw new Error('useLook outside LookProvider')
  return control
}

function storedLook(): Look {
  try {
    return readLook(JSON.parse(window.localStorage.getItem(LOOK_KEY) ?? 'null'))
  } catch {
    return readLook(null)
  }
}

function keepForFirstPaint(look: Look): void {
  try {
    window.localStorage.setItem(LOOK_KEY, JSON.stringify(look))
  } catch {
    // Storage may be switched off in the browser; the workspace keeps the setting all the same.
  }
}

/** Mantine with our theme, in the look that this laptop's person chose. */
export function LookProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const workspace = useWorkspace()
  const [look, setLook] = useState(storedLook)
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false })
  const systemMore = useMediaQuery('(prefers-contrast: more)', false, { getInitialValueInEffect: false })
  const scheme = look.scheme === 'system' ? (systemDark ? 'dark' : 'light') : look.scheme
  const more = look.contrast === 'more' || (look.contrast === 'system' && systemMore)

  useEffect(() => {
    let here = true
    void workspace.readSetting(LOOK_KEY).then((stored) => {
      if (!here || stored === undefined || stored === null) return
      const read = readLook(stored)
      keepForFirstPaint(read)
      setLook(read)
    })
    return () => {
      here = false
    }
  }, [workspace])

  useLayoutEffect(() => {
    const root = document.documentElement
    root.style.setProperty('--text-size', `${look.textSize}%`)
    root.dataset.contrast = more ? 'more' : 'normal'
  }, [look.textSize, more])

  const change = useCallback(
    (part: Partial<Look>) =>
      setLook((now) => {
        const next = { ...now, ...part }
        keepForFirstPaint(next)
        void workspace.saveSetting(LOOK_KEY, next)
        return next
      }),
    [workspace],
  )
  const control = useMemo<LookControl>(
    () => ({
      look,
      change,
      larger: () => change({ textSize: nextTextSize(look.textSize, 1) }),
      smaller: () => change({ textSize: nextTextSize(look.textSize, -1) }),
      usual: () => change({ textSize: 100 }),
    }),
    [look, change],
  )
  const resolver = useMemo(() => variablesResolver(more), [more])
  return (
    <LookContext value={control}>
      <MantineProvider
        theme={theme}
        forceColorScheme={scheme}
        cssVariablesResolver={resolver}
        getStyleNonce={pageNonce}
        deduplicateCssVariables={false}
      >
        <style nonce={pageNonce()} media="print">
          {printSheet()}
        </style>
        {children}
      </MantineProvider>
    </LookContext>
  )
}
