import { useRef, useState } from 'react'

/**
 * How a choice is kept. A promise: it is being saved, and the records show it (or not) later. Nothing: whoever was told
 * holds it already, such as a form's own state.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: what `(next) => setState(next)` gives back
export type Keeping = void | Promise<{ readonly ok: boolean }>

interface Choice<T> {
  readonly value: T
  /** What the records said when they were last compared with the choice. */
  readonly stored: T
  readonly saving: boolean
}

/**
 * What a person has chosen shows at once, before it is saved: `[shown, choose]`. A choice that could not be saved goes back
 * to what the records say (whoever saves tells why); once it is saved, the next value that comes in takes over.
 * `same` compares values that are made anew with each answer, such as lists.
 */
export function useChosen<T>(
  value: T,
  keep: (next: T) => Keeping,
  same: (one: T, other: T) => boolean = Object.is,
): readonly [T, (next: T) => void] {
  const [choice, setChoice] = useState<Choice<T> | null>(null)
  const stored = useRef(value)
  stored.current = value
  const overtaken = choice !== null && !choice.saving && !same(choice.stored, value)
  if (overtaken) setChoice(null)

  const choose = (next: T): void => {
    const keeping = keep(next)
    if (keeping === undefined) {
      setChoice(null)
      return
    }
    const made: Choice<T> = { value: next, stored: value, saving: true }
    const settle = (saved: boolean): void =>
      setChoice((now) => {
        // Another choice has been made since; that one settles for itself.
        if (now !== made) return now
        if (!saved || same(stored.current, next)) return null
        return { value: next, stored: stored.current, saving: false }
      })
    setChoice(made)
    void keeping.then(
      ({ ok }) => settle(ok),
      (bug: unknown) => {
        settle(false)
        throw bug
      },
    )
  }
  return [choice === null || overtaken ? value : choice.value, choose]
}

/** Whether two plain values hold the same: lists of words, a fact with its day. */
export function sameContent(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
