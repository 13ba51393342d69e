import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useHost } from '@/app/providers'
import { importing } from '@/messages/import-members'
import { ReadingChoices } from './import-choices'
import type { Import } from './use-import'

/** Picking the file, or dropping it; where it could not be read as it is, reading it in another way. */
export function FileStep({ list }: { readonly list: Import }): ReactElement {
  const host = useHost()
  const notify = useNotify()
  const pick = async (): Promise<void> => {
    const picked = await host.files.open({ kinds: ['csv'], title: importing.title })
    if (!picked.ok) notify.error(picked.error)
    else if (picked.value !== null) await list.open(picked.value)
  }
  const isReadable =
    list.error?.kind === 'file-one-column' ||
    list.error?.kind === 'file-not-text' ||
    list.error?.kind === 'file-unclosed-quote'
  return (
    <>
      {list.file !== null && isReadable && <ReadingChoices list={list} onDone={() => list.go('columns')} />}
      <div className="drop-box">
        <IconFileImport size="2.5rem" aria-hidden="true" />
        <p className="drop-title">{importing.dropTitle}</p>
        <p className="soft-words">{importing.dropBody}</p>
        <Button size="lg" onClick={() => void pick()}>
          {list.file === null ? importing.pick : importing.pickAgain}
        </Button>
      </div>
      {list.preview !== null && (
        <div className="step-buttons">
          <Button className="step-next" variant="default" onClick={() => list.go('columns')}>
            {importing.goOn(list.preview.fileName)}
          </Button>
        </div>
      )}
      <p className="soft-words drop-tip">{importing.excelTip}</p>
    </>
  )
}
