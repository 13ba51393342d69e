import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { ChoiceField, DateField, TextField } from '@/components/fields'
import type { SignInput } from '@/core/commands/code'
import type { VersionDetail } from '@/core/model/queries/code'
import { signature } from '@/core/records/signature'
import { signDialog } from '@/messages/code'

const NAMED = 12

/** Records the signatures of the people chosen: one date, one way, one witness for all of them. */
export function SignDialog(props: {
  readonly version: VersionDetail
  /** Member id to name. */
  readonly people: ReadonlyMap<string, string>
  readonly onClose: (recorded: boolean) => void
}): ReactElement {
  const { version, people, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [on, setOn] = useState<string | null>(version.today)
  const [how, setHow] = useState<SignInput['how'] | null>(null)
  const [witness, setWitness] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const record = async (): Promise<AppError | undefined> => {
    setTried(true)
    if (on === null || how === null) return undefined
    const result = await run('signatures.record', {
      versionId: version.id,
      memberIds: [...people.keys()],
      on,
      how,
      witness,
    })
    if (!result.ok) return result.error
    notify.done(signDialog.done(result.value.recorded, result.value.passedOver), { undo: result.value.changeId })
    onClose(true)
    return undefined
  }
  const names = [...people.values()]
  return (
    <Dialog onClose={() => onClose(false)} title={signDialog.title(people.size)} size="lg">
      <DialogForm action={signDialog.title(people.size)} onSubmit={record} onCancel={() => onClose(false)}>
        <div>
          <div className="field-label">{signDialog.who}</div>
          <p className="who-signed">{signDialog.names(names.slice(0, NAMED), Math.max(0, names.length - NAMED))}</p>
        </div>
        <DateField
          label={signDialog.on}
          value={on}
          onChange={setOn}
          todayButton
          required
          error={tried && on === null ? signDialog.needOn : undefined}
        />
        <ChoiceField
          label={signDialog.how}
          choices={signature.fields.how.choices ?? {}}
          look="radios"
          required
          value={how}
          onChange={(value) => setHow(value as SignInput['how'])}
          error={tried && how === null ? signDialog.needHow : undefined}
        />
        <TextField label={signDialog.witness} help={signDialog.witnessHelp} value={witness} onChange={setWitness} />
      </DialogForm>
    </Dialog>
  )
}
