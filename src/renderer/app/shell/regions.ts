/** F6 goes round the parts of the window, as in other programs. */

/** Which region comes next: the one after the one that holds the focus; the first or last when none does. */
export function nextRegion(count: number, current: number, back: boolean): number {
  if (count === 0) return -1
  if (current < 0) return back ? count - 1 : 0
  return (current + (back ? count - 1 : 1)) % count
}

/** Moves the focus to the next region that can be seen, and there to its chosen place, its heading or its first control. */
export function goToNextRegion(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || getComputedStyle(region).position === 'sticky',
  )
  const seen = regions.filter((region) => region.getClientRects().length > 0)
  const current = seen.findIndex((region) => region.contains(document.activeElement))
  const region = seen[nextRegion(seen.length, current, back)]
  if (region === undefined) return
  const target =
    region.querySelector<HTMLElement>('[aria-current="page"], h1') ??
    region.querySelector<HTMLElement>('a[href], button, input, [tabindex]') ??
    region
  target.focus()
}
