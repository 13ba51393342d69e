/** Where the keyboard and the screen reader stand after something has closed or gone. */
import { useEffect, useLayoutEffect } from 'react'

/** Where the focus stood. */
interface Place {
  readonly opener: Element | null
  /** What it stood in, innermost first: some of it may be there still when the element itself has gone. */
  readonly around: readonly Element[]
}

/** Long enough for what the closing has changed on the page to be drawn. */
const AFTER_CLOSING_MS = 20
/** Later than that: a dialog that closes knows best where to go. */
const AFTER_GOING_MS = 60

/** A dialog that takes the place of another gives back to where the first was opened. */
let waiting: { readonly place: Place; readonly timer: ReturnType<typeof setTimeout> } | undefined

function placeNow(active = document.activeElement): Place {
  // An item of a menu goes with its menu: the button of the menu stays.
  const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const opener = button == null ? active : document.getElementById(button)
  const around: Element[] = []
  for (let up = opener?.parentElement ?? null; up !== null && up !== document.body; up = up.parentElement)
    around.push(up)
  return { opener, around }
}

function takes(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || element === document.body || !element.isConnected) return false
  element.focus({ preventScroll: true })
  return document.activeElement === element
}

/** The heading of the nearest part of the page that is still there. */
function headingNear(place: Place): Element | null {
  const part = place.around.find((each) => each.isConnected)?.closest('section, main')
  const heading = part?.querySelector('h1, h2, h3') ?? document.querySelector('main h1')
  if (heading !== null && !heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1')
  return heading
}

function giveBack(place: Place): void {
  const active = document.activeElement
  // Somebody has gone on meanwhile: a page that opened starts at its own heading.
  if (active !== null && active !== document.body && active.closest('[role="dialog"]') === null) return
  if (!takes(place.opener)) takes(headingNear(place))
}

/**
 * Gives the focus back when what was opened on top of the page closes or goes: to the button that opened it or, where that has
 * gone, to the heading of the part that it stood in.
 */
export function useFocusBack(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return
    const place = waiting?.place ?? placeNow()
    clearTimeout(waiting?.timer)
    waiting = undefined
    return () => {
      const timer = setTimeout(() => {
        waiting = undefined
        giveBack(place)
      }, AFTER_CLOSING_MS)
      waiting = { place, timer }
    }
  }, [opened])
}

/**
 * Where the element that has the focus goes from the page (a row that was removed, a message that was answered), the heading of the
 * part that it stood in takes over. Where it only cannot be pressed for a while (a button while it works), it takes the focus again as
 * soon as it can. A browser would begin again at the top of the window.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Place | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOff = false
    const note = (event: FocusEvent): void => {
      clearTimeout(timer)
      last = event.target instanceof Element ? placeNow(event.target) : undefined
      isOff = false
    }
    const look = new MutationObserver(() => {
      const place = last
      if (place?.opener == null) return
      if (place.opener.isConnected) {
        const wasOff = isOff
        isOff = place.opener.matches(':disabled')
        if (wasOff && !isOff && document.activeElement === document.body) takes(place.opener)
        return
      }
      last = undefined
      timer = setTimeout(() => {
        if (document.activeElement === document.body) takes(headingNear(place))
      }, AFTER_GOING_MS)
    })
    document.addEventListener('focusin', note)
    look.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', note)
      look.disconnect()
      clearTimeout(timer)
    }
  }, [])
}

/** Leaves the box that is being written in, so that it tells its value. Answers how to go back to it, for where the person stays. */
export function leaveBox(): () => void {
  const box = document.activeElement
  if (box instanceof HTMLElement) box.blur()
  return () => void takes(box)
}
