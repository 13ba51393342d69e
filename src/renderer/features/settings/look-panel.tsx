import { Button, Group } from '@mantine/core'
import { IconTextDecrease, IconTextIncrease } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import type { Contrast, Scheme } from '@/app/theme/look'
import { textSizes } from '@/app/theme/look'
import { useLook } from '@/app/theme/look-provider'
import { ChoiceField } from '@/components/fields'
import { Panel } from '@/components/panel'
import { look as words } from '@/messages/settings'

/** Light or dark, contrast, text size: shown at once, kept on this laptop. */
export function LookPanel(): ReactElement {
  const { look, change, larger, smaller } = useLook()
  const sizes = Object.fromEntries(textSizes.map((size) => [`s${size}`, words.sizeOption(size)]))
  return (
    <Panel title={words.title}>
      <div className="settings-fields">
        <ChoiceField
          label={words.scheme}
          choices={words.schemes}
          value={look.scheme}
          onChange={(scheme) => (scheme === null ? undefined : change({ scheme: scheme as Scheme }))}
          look="radios"
        />
        <ChoiceField
          label={words.contrast}
          choices={words.contrasts}
          value={look.contrast}
          onChange={(contrast) => (contrast === null ? undefined : change({ contrast: contrast as Contrast }))}
          look="radios"
        />
        <Group align="flex-end" gap="sm">
          <ChoiceField
            label={words.size}
            help={words.sizeHelp}
            choices={sizes}
            value={`s${look.textSize}`}
            onChange={(size) => (size === null ? undefined : change({ textSize: Number(size.slice(1)) }))}
            look="list"
            always
          />
          <Button variant="default" leftSection={<IconTextDecrease size="1.2rem" />} onClick={smaller}>
            {words.smaller}
          </Button>
          <Button variant="default" leftSection={<IconTextIncrease size="1.2rem" />} onClick={larger}>
            {words.larger}
          </Button>
        </Group>
      </div>
    </Panel>
  )
}
