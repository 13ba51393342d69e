import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowBackUp, IconDots } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import { formatDate } from '@/core/domain/dates'
import type { SignerRow } from '@/core/model/queries/code'
import { signing } from '@/messages/code'

/** When and how somebody signed; nothing for those who have not. */
export function signedFacts(row: SignerRow): string {
  const facts = [
    row.on === undefined ? '' : formatDate(row.on),
    row.how?.toLowerCase() ?? '',
    row.witness === undefined ? '' : `${signing.witness.toLowerCase()} ${row.witness}`,
    row.state === 'due' && row.dueOn !== undefined ? `${signing.due.toLowerCase()} ${formatDate(row.dueOn)}` : '',
  ]
  return facts.filter((fact) => fact !== '').join(', ')
}

/** The way back from a signature that was recorded by mistake. */
export function SignedMenu({ row }: { readonly row: SignerRow }): ReactElement | null {
  const run = useRun()
  const notify = useNotify()
  const confirm = useConfirm()
  const { signatureId } = row
  if (signatureId === undefined) return null
  const takeBack = async (): Promise<void> => {
    const sure = await confirm({
      title: signing.mistakeTitle(row.name),
      body: signing.mistakeBody,
      action: signing.mistakeAction,
      danger: true,
    })
    if (!sure) return
    const result = await run('signatures.void', { signatureId })
    if (result.ok) notify.done(signing.mistakeDone, { undo: result.value.changeId })
    else notify.error(result.error)
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`${signing.actions}: ${row.name}`}>
          <IconDots size="1.2rem" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowBackUp size="1.1rem" />} onClick={() => void takeBack()}>
          {signing.mistake}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
