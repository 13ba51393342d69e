/** Carets in a shared text: Yjs relative positions, which stay with their words whatever is written around them. */
import * as Y from 'yjs'
import type { Caret } from './presence'

/** Both ends of a selection, for saying. */
export function toCaret(anchor: Y.RelativePosition, head: Y.RelativePosition): Caret {
  return {
    anchor: JSON.stringify(Y.relativePositionToJSON(anchor)),
    head: JSON.stringify(Y.relativePositionToJSON(head)),
  }
}

/** Both ends of what was heard; undefined where it is no position. */
export function fromCaret(
  caret: Caret,
): { readonly anchor: Y.RelativePosition; readonly head: Y.RelativePosition } | undefined {
  const [anchor, head] = [toPosition(caret.anchor), toPosition(caret.head)]
  return anchor === undefined || head === undefined ? undefined : { anchor, head }
}

function toPosition(text: string): Y.RelativePosition | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? Y.createRelativePositionFromJSON(json) : undefined
  } catch {
    return undefined
  }
}
