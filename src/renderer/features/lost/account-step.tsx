import { Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import { useServerAccount } from '@/app/use-server-account'
import { useSyncStatus } from '@/app/use-state'
import { WordsToSend } from '@/components/words-to-send'
import type { LaptopRow } from '@/core/model/queries/laptops'
import { accountRequest, account as words } from '@/messages/lost'
import type { LostDraft } from './lost-draft'
import { StepPanel } from './step-panel'

/** Step 2: the words that get the laptop's account closed. */
export function AccountStep(props: {
  readonly laptop: LaptopRow
  readonly draft: LostDraft
  readonly done: boolean
  readonly set: (part: Partial<LostDraft>) => void
}): ReactElement {
  const connected = useSyncStatus().kind !== 'off'
  const own = useServerAccount()
  const user = props.laptop.serverUser
  const shared = user !== undefined && user === own?.user
  return (
    <StepPanel title={words.title} help={words.help} done={props.done}>
      {connected ? (
        <>
          <p>{shared ? words.shared(user) : user === undefined ? words.unknown : words.send}</p>
          <WordsToSend
            label={words.words}
            text={accountRequest({
              laptop: props.laptop.name,
              user,
              url: own?.url ?? '',
              shared,
              what: props.draft.what,
            })}
          />
          <Checkbox
            label={words.closed}
            checked={props.draft.accountDone}
            onChange={(event) => props.set({ accountDone: event.currentTarget.checked })}
          />
        </>
      ) : (
        <p>{words.none}</p>
      )}
    </StepPanel>
  )
}
