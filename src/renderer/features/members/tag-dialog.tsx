import type { AppError } from '@host'
import { Checkbox, Stack } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useQuery, useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { TagsField } from '@/components/fields'
import { tagDialog } from '@/messages/members'

const NO_PARAMS = {}

interface TagDialogProps {
  readonly ids: readonly string[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Adds tags to several people, or takes them off. */
export function TagDialog({ ids, onClose, onDone }: TagDialogProps): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const known = useQuery('members.tags', NO_PARAMS) ?? []
  const [add, setAdd] = useState<readonly string[]>([])
  const [remove, setRemove] = useState<readonly string[]>([])
  const submit = async (): Promise<AppError | undefined> => {
    const saved = await run('members.tag', { ids, add, remove })
    if (!saved.ok) return saved.error
    notify.done(tagDialog.done(ids.length), { undo: saved.value.changeId })
    onClose()
    onDone()
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={tagDialog.title(ids.length)}>
      <DialogForm action={tagDialog.action} onSubmit={submit} onCancel={onClose}>
        <TagsField
          label={tagDialog.add}
          help={tagDialog.addHelp}
          value={add}
          onChange={(tags) => setAdd(tags ?? [])}
          suggestions={known.map(({ tag }) => tag)}
        />
        {known.length > 0 && (
          <fieldset className="field-group">
            <legend className="field-label">{tagDialog.remove}</legend>
            <Stack gap="xs" className="tag-choices">
              {known.map(({ tag }) => (
                <Checkbox
                  key={tag}
                  size="sm"
                  label={tag}
                  checked={remove.includes(tag)}
                  onChange={(event) =>
                    setRemove(event.currentTarget.checked ? [...remove, tag] : remove.filter((other) => other !== tag))
                  }
                />
              ))}
            </Stack>
          </fieldset>
        )}
      </DialogForm>
    </Dialog>
  )
}
