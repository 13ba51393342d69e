/** The other writers' carets with their names, drawn in the text; and where one's own stands, for telling them. */
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import { fromCaret, toCaret } from '@/core/text/caret'
import type { Caret, Present } from '@/core/text/presence'
import type { WritingSession } from '@/core/text/session'

interface Drawn {
  readonly present: readonly Present[]
  readonly decorations: DecorationSet
}

const key = new PluginKey<Drawn>('carets')

/** Carets of the others who have this session's text open. After the collaboration extension. */
export function caretsOf(session: WritingSession): Extension {
  return Extension.create({ name: 'carets', addProseMirrorPlugins: () => [caretsPlugin(session)] })
}

function caretsPlugin(session: WritingSession): Plugin<Drawn> {
  return new Plugin<Drawn>({
    key,
    state: {
      init: (_config, state) => draw(state, session.present()),
      apply(tr, drawn, _before, state) {
        const present: readonly Present[] | undefined = tr.getMeta(key)
        // The shared document runs ahead of this one only while one types; what others wrote is in both by now.
        if (present !== undefined || ySyncPluginKey.getState(state)?.isChangeOrigin === true)
          return draw(state, present ?? drawn.present)
        return tr.docChanged ? { ...drawn, decorations: drawn.decorations.map(tr.mapping, tr.doc) } : drawn
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleDOMEvents: {
        focus: (view) => {
          tellWhere(view, session)
          return false
        },
      },
    },
    view(view) {
      const stop = session.onPresent(() => {
        if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, session.present()))
      })
      return {
        update(now, before) {
          if (now.state.doc !== before.doc || !now.state.selection.eq(before.selection)) tellWhere(now, session)
          if (key.getState(now.state) !== key.getState(before)) keepInside(now.dom)
        },
        destroy: stop,
      }
    },
  })
}

/** Says where the caret stands, in a text that has the focus. */
function tellWhere(view: EditorView, session: WritingSession): void {
  const shared = ySyncPluginKey.getState(view.state)
  if (!view.hasFocus() || !view.editable || shared?.binding == null) return
  const { anchor, head } = view.state.selection
  const { mapping } = shared.binding
  session.place(
    toCaret(
      absolutePositionToRelativePosition(anchor, shared.type, mapping),
      absolutePositionToRelativePosition(head, shared.type, mapping),
    ),
  )
}

function draw(state: EditorState, present: readonly Present[]): Drawn {
  const decorations = present.flatMap(({ device, name, caret, faded }) => {
    const ends = caret === null ? undefined : placesOf(state, caret)
    // Its words have not come yet.
    if (ends === undefined) return []
    const { anchor, head } = ends
    const at = Decoration.widget(head, () => caretElement(name, faded), {
      key: `${device} ${name} ${faded}`,
      side: -1,
      ignoreSelection: true,
    })
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)]
    return from === to ? [at] : [at, Decoration.inline(from, to, { class: 'caret-range' })]
  })
  return { present, decorations: DecorationSet.create(state.doc, decorations) }
}

/** Where both ends of a caret stand in the text as it is here; undefined where that cannot be said. */
function placesOf(state: EditorState, caret: Caret): { readonly anchor: number; readonly head: number } | undefined {
  const shared = ySyncPluginKey.getState(state)
  const ends = fromCaret(caret)
  if (shared?.binding == null || ends === undefined) return undefined
  const { mapping } = shared.binding
  const [anchor, head] = [ends.anchor, ends.head].map((end) => {
    // A text in which nobody has written yet has nothing that a caret could stay with.
    const at = mapping.size === 0 ? 0 : relativePositionToAbsolutePosition(shared.doc, shared.type, end, mapping)
    return at === null ? undefined : inText(state, at)
  })
  return anchor === undefined || head === undefined ? undefined : { anchor, head }
}

/** A place between paragraphs is moved into the nearest text. */
function inText(state: EditorState, at: number): number {
  const place = state.doc.resolve(Math.min(at, state.doc.content.size))
  return place.parent.inlineContent ? place.pos : Selection.near(place).head
}

/** The name is drawn by the style sheet, so that it is no part of the text: not read out in its midst, not copied, not found. */
function caretElement(name: string, faded: boolean): HTMLElement {
  const element = document.createElement('span')
  element.className = faded ? 'caret caret-faded' : 'caret'
  element.dataset.name = name
  element.setAttribute('aria-hidden', 'true')
  return element
}

/** Names near the right edge stand to the left of their carets. */
function keepInside(text: HTMLElement): void {
  const edge = text.getBoundingClientRect().right
  for (const caret of text.querySelectorAll('.caret')) {
    const room = edge - caret.getBoundingClientRect().left
    caret.classList.toggle('caret-end', room < 160)
  }
}
