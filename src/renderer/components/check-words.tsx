import type { ReactElement } from 'react'

/** The four words that two people compare on their screens. */
export function CheckWords({ words }: { readonly words: readonly string[] }): ReactElement {
  return (
    <ul className="check-words">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  )
}
