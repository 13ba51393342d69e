import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { Page } from '@/components/page'
import type { BidDocument } from '@/core/domain/bid-document'
import { paper as words } from '@/messages/writing'
import { DocView } from './doc-view'

/** A whole paper in one piece, to read through and to print. */
export function ReadPaper(props: {
  readonly doc: BidDocument
  readonly back: ReactNode
  readonly onPrint: () => void
}): ReactElement {
  const { doc } = props
  return (
    <Page
      title={doc.title}
      intro={doc.templateTitle}
      width="reading"
      back={props.back}
      actions={
        <Button leftSection={<IconPrinter size="1.2rem" />} onClick={props.onPrint}>
          {words.print}
        </Button>
      }
    >
      <DocView doc={doc} />
    </Page>
  )
}
