/**
 * That a group was here, kept apart from the group's papers. A browser that finds its database damaged throws all of it away and says
 * nothing; then this tells a laptop that lost its group from one that never had any. It holds a day, and nothing of the group.
 */
const KEY = 'trestle-group-open'

/** Notes that a group is open here on this day. */
export function noteGroup(now: Date): void {
  try {
    window.localStorage.setItem(KEY, now.toISOString())
  } catch {
    // Storage may be switched off in the browser: then nothing is there to be lost either.
  }
}

/** When a group was last open here; undefined where none is known of. */
export function lastGroup(): string | undefined {
  try {
    return window.localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}
