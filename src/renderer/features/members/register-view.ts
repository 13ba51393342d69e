import { useState } from 'react'
import { useWorkspace } from '@/app/providers'
import type { MemberListParams, MemberOrder, MemberStatus } from '@/core/model/queries/members'
import type { Workspace } from '@/core/workspace-types'

/** What a person has searched, filtered and sorted by. Kept in memory only: it may name people, so it is in no address. */
export interface RegisterView {
  readonly status: MemberStatus
  readonly role: string
  readonly tag: string
  readonly unsigned: boolean
  readonly text: string
  readonly order?: MemberOrder | undefined
  readonly offset: number
}

export const PAGE_SIZE = 50
const plainView: RegisterView = { status: 'current', role: '', tag: '', unsigned: false, text: '', offset: 0 }
const lastViews = new WeakMap<Workspace, RegisterView>()

/** A link may ask for a view: `/members?status=left` or `?unsigned`. Harmless words only. */
function askedView(search: URLSearchParams): Partial<RegisterView> | undefined {
  if (search.size === 0) return undefined
  const status = search.get('status')
  return {
    ...(status === 'left' || status === 'all' ? { status } : {}),
    ...(search.has('unsigned') ? { unsigned: true } : {}),
    ...(search.has('role') ? { role: search.get('role') ?? '' } : {}),
  }
}

/** The view, as it was left; changing anything but the page goes back to the first page. */
export function useRegisterView(
  search: URLSearchParams,
): readonly [RegisterView, (change: Partial<RegisterView>) => void, () => void] {
  const workspace = useWorkspace()
  const [view, setView] = useState<RegisterView>(() => {
    const asked = askedView(search)
    return asked === undefined ? (lastViews.get(workspace) ?? plainView) : { ...plainView, ...asked }
  })
  const keep = (next: RegisterView): void => {
    lastViews.set(workspace, next)
    setView(next)
  }
  return [view, (change) => keep({ ...view, offset: 0, ...change }), () => keep(plainView)]
}

/** Whether the view leaves anybody out who is a member now. */
export function isNarrowed(view: RegisterView): boolean {
  return view.role !== '' || view.tag !== '' || view.unsigned || view.text.trim() !== ''
}

/** The view as the query takes it. */
export function listParams(view: RegisterView): MemberListParams {
  return {
    filter: {
      status: view.status,
      ...(view.role === '' ? {} : { role: view.role }),
      ...(view.tag === '' ? {} : { tag: view.tag }),
      ...(view.unsigned ? { unsignedCode: true } : {}),
    },
    ...(view.text.trim() === '' ? {} : { text: view.text }),
    ...(view.order === undefined ? {} : { order: view.order }),
    offset: view.offset,
    limit: PAGE_SIZE,
  }
}
