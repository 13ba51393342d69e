import { useState } from 'react'

/**
 * A choice that shows at once, before it is stored: `[shown, choose]`. What arrives from the records takes over; a refused
 * choice goes back.
 */
export function useShown<T>(
  value: T,
  store: (next: T) => Promise<{ readonly ok: boolean }>,
): readonly [T, (next: T) => void] {
  const [shown, setShown] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setShown(value)
  }
  const choose = (next: T): void => {
    setShown(next)
    void store(next).then((result) => {
      if (!result.ok) setShown(value)
    })
  }
  return [shown, choose]
}
