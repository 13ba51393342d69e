import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { DecimalField, MoneyField } from '@/components/fields'
import { hoursValue } from '@/core/domain/match'
import { formatPence } from '@/core/domain/money'
import type { TemplateField } from '@/core/domain/templates'
import { match as words } from '@/messages/writing'
import type { PaperActions, PaperView } from './view'

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Volunteers' hours at a rate, and what they are worth in whole pence. */
export function MatchField(props: {
  readonly field: TemplateField
  readonly view: PaperView
  readonly actions: PaperActions
}): ReactElement {
  const { field, view, actions } = props
  const hours = asNumber(view.answers[`${field.key}Hours`])
  const rate = asNumber(view.answers[`${field.key}RatePence`])
  const answer = (part: 'Hours' | 'RatePence', value: number | null, saw?: number | null): void =>
    void actions.answer(`${field.key}${part}`, value, saw)
  return (
    <fieldset className="field-group match-field">
      <legend className="field-label">{field.label}</legend>
      {field.help !== undefined && <div className="field-help">{field.help}</div>}
      <div className="match-boxes">
        <DecimalField
          label={words.hours}
          help={words.hoursHelp}
          wrong={words.notHours}
          value={hours}
          onChange={(value, saw) => answer('Hours', value, saw)}
          disabled={view.frozen}
        />
        <div>
          <MoneyField
            label={words.rate}
            help={words.rateHelp}
            value={rate}
            onChange={(value, saw) => answer('RatePence', value, saw)}
            disabled={view.frozen}
          />
          {rate === null &&
            !view.frozen &&
            field.rates?.map((known) => (
              <p key={known.pence} className="match-rate">
                {words.rateOf(known.pence, known.label)}{' '}
                <Button variant="subtle" size="compact-sm" onClick={() => answer('RatePence', known.pence, rate)}>
                  {words.takeRate(known.pence)}
                </Button>
              </p>
            ))}
        </div>
      </div>
      {hours !== null && rate !== null && (
        <p className="match-worth">
          {words.worth(hours.toLocaleString('en-GB'), formatPence(rate), formatPence(hoursValue(hours, rate)))}
        </p>
      )}
    </fieldset>
  )
}
