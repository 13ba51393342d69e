import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import { present } from '../support/present'
import { type TestWorkspace, value } from '../support/workspace'

/** Puts members straight into the register: "Given Family", ids by given name in small letters. */
export async function addPeople(t: TestWorkspace, names: readonly string[], more: object = {}): Promise<void> {
  const { saver } = present(t.workspace.unlocked(), 'an open workspace').opened
  const changes = names.map((name) => {
    const [givenName = '', familyName = ''] = name.split(' ')
    return change(member, givenName.toLowerCase(), { givenName, familyName, ...more })
  })
  value(await saver.save(changes, 'Add people', { today: '2026-11-22' }))
}
