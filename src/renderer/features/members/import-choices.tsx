import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { CsvDelimiter, CsvEncoding } from '@/core/exchange/csv/limits'
import { delimiters, encodings, importing } from '@/messages/import-members'
import type { Import, ImportChoices } from './use-import'

/** How the file is read: its letters, what divides its columns, which row has the headings. */
export function ReadingChoices({
  list,
  onDone,
}: {
  readonly list: Import
  readonly onDone?: () => void
}): ReactElement {
  const { preview } = list
  const again = async (choices: ImportChoices): Promise<void> => {
    if (await list.again(choices)) onDone?.()
  }
  return (
    <div className="reading-choices">
      <NativeSelect
        size="sm"
        label={importing.encoding}
        value={preview?.encoding ?? ''}
        onChange={(event) => void again({ encoding: event.currentTarget.value as CsvEncoding })}
        data={[
          ...(preview === null ? [{ value: '', label: '…' }] : []),
          ...Object.entries(encodings).map(([value, label]) => ({ value, label })),
        ]}
      />
      <NativeSelect
        size="sm"
        label={importing.delimiter}
        value={preview?.delimiter ?? ''}
        onChange={(event) => void again({ delimiter: event.currentTarget.value as CsvDelimiter })}
        data={[
          ...(preview === null ? [{ value: '', label: '…' }] : []),
          ...Object.entries(delimiters).map(([value, label]) => ({ value, label })),
        ]}
      />
      {preview !== null && (
        <NativeSelect
          size="sm"
          label={importing.headings}
          value={String(preview.headingRow)}
          onChange={(event) => void again({ headingRow: Number(event.currentTarget.value) })}
          data={[
            ...preview.firstRows.map(({ row, text }) => ({
              value: String(row),
              label: importing.headingsIn(row, text),
            })),
            { value: '0', label: importing.headingsNone },
          ]}
        />
      )}
    </div>
  )
}
