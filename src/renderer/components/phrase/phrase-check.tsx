import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { check } from '@/messages/start'
import { fieldOrder } from '../field-parts'
import { sameWord, twoPositions } from './phrase-sheet'

export interface PhraseCheck {
  readonly boxes: ReactElement
  /** Whether both words are right; shows what is wrong where they are not. */
  readonly isRight: () => boolean
}

/** Asks two of the words back, so that the sheet is known to hold them. */
export function usePhraseCheck(phrase: readonly string[]): PhraseCheck {
  const [asked] = useState(() => twoPositions(phrase.length, crypto.getRandomValues(new Uint8Array(2))))
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [tried, setTried] = useState(false)
  const right = asked.map((position, index) => sameWord(typed[index] ?? '', phrase[position] ?? ''))
  return {
    isRight: () => {
      setTried(true)
      return right.every(Boolean)
    },
    boxes: (
      <>
        {asked.map((position, index) => (
          <TextInput
            key={position}
            label={check.word(position + 1)}
            inputWrapperOrder={fieldOrder}
            value={typed[index] ?? ''}
            onChange={(event) => {
              const word = event.currentTarget.value
              setTyped((now) => (index === 0 ? [word, now[1]] : [now[0], word]))
            }}
            error={tried && right[index] === false ? check.wrong : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maw="20rem"
          />
        ))}
      </>
    ),
  }
}
