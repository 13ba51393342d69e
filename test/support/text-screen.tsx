/** Long texts on a real page, shared between laptops without a server: what one saves or where one's caret stands, the others are told. */

import { ok } from '@host'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { LiveText } from '@/components/writing/live-text'
import type { WritingApp } from '@/components/writing/use-session'
import type { Caret, Present } from '@/core/text/presence'
import { readStates } from '@/core/text/read'
import type { TextStore } from '@/core/text/session'
import { mergeStates } from '@/core/text/states'
import { toBase64 } from '@/core/vault/bytes'

/** One text between laptops, each with a state of its own. A laptop's name is also its user's. */
export function sharedText() {
  const states = new Map<string, Uint8Array>()
  const listeners = new Map<string, (update: Uint8Array) => void>()
  const drafts = new Map<string, unknown>()
  const carets = new Map<string, Caret | null>()
  const presents = new Map<string, (present: readonly Present[]) => void>()
  const faded = new Set<string>()
  const tellPresent = (): void => {
    for (const [name, tell] of presents) {
      const others = [...carets].filter(([other]) => other !== name)
      tell(others.map(([other, caret]) => ({ device: other, name: other, caret, faded: faded.has(other) })))
    }
  }
  const laptop = (name: string): TextStore => ({
    openText: async (_id, onUpdate, onPresent) => {
      listeners.set(name, onUpdate)
      if (onPresent !== undefined) presents.set(name, onPresent)
      const place = (caret: Caret | null): void => {
        carets.set(name, caret)
        tellPresent()
      }
      const close = (): void => {
        listeners.delete(name)
        presents.delete(name)
        carets.delete(name)
        tellPresent()
      }
      return { ok: true, value: { state: mergeStates([...states.values()]), place, close } }
    },
    saveText: async (_id, state) => {
      states.set(name, state)
      for (const [other, tell] of listeners) if (other !== name) tell(state)
      return { ok: true, value: { savedAt: '2026-11-22T14:02:00.000Z' } }
    },
    saveDraft: async (key, value) => {
      if (value === null) drafts.delete(key)
      else drafts.set(key, value)
      return ok(undefined)
    },
    readDraft: async (key) => ok(drafts.get(key)),
  })
  return {
    laptop,
    words: () => readStates([...states.values()].map(toBase64)).plain,
    json: () => readStates([...states.values()].map(toBase64)).json,
    fade(name: string): void {
      faded.add(name)
      tellPresent()
    },
    leave(name: string): void {
      carets.delete(name)
      tellPresent()
    },
  }
}

/** A page that shows texts side by side, one for each store. End it after the test. */
export function textScreen() {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  const laptop = (index: number): HTMLElement | null => place.querySelector(`[data-testid="laptop-${index}"]`)
  return {
    place,
    laptop,
    show(
      stores: readonly TextStore[],
      options: { readonly max?: number; readonly startText?: string[]; readonly readOnly?: boolean } = {},
    ): void {
      const app = (store: TextStore): WritingApp => ({
        store,
        nonce: '',
        onClosing: () => () => undefined,
        tell: () => undefined,
      })
      const apps = stores.map(app)
      root.render(
        <MantineProvider>
          {apps.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two laptops that stay where they are
            <div key={index} data-testid={`laptop-${index}`}>
              <h3 id={`label-${index}`}>What you would do</h3>
              <LiveText
                app={each}
                sectionId="section"
                templateId="small-grant"
                fieldKey="whatYouWouldDo"
                limits={{
                  ...(options.max === undefined ? {} : { max: options.max, unit: 'words', counting: 'whitespace' }),
                  ...(options.startText === undefined ? {} : { startText: options.startText }),
                }}
                labelledBy={`label-${index}`}
                readOnly={options.readOnly ?? false}
              />
            </div>
          ))}
        </MantineProvider>,
      )
    },
    box: (index = 0): Promise<HTMLElement> =>
      until(() => laptop(index)?.querySelector<HTMLElement>('[role="textbox"]')),
    end(): void {
      root.unmount()
      place.remove()
    },
  }
}

/** Waits until something is found. */
export async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('waited too long')
}
