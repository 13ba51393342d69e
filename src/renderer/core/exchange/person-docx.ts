/** What is held on one person as a Word file, to hand to them. (UK GDPR art. 15) The words are the screen's. */
export interface PersonPaper {
  readonly groupName: string
  readonly title: string
  /** `YYYY-MM-DD`. */
  readonly madeOn: string
  readonly before: readonly string[]
  readonly groups: readonly {
    readonly heading: string
    readonly records: readonly {
      readonly title: string
      /** A label and what it says. */
      readonly fields: readonly (readonly [string, string])[]
    }[]
  }[]
  readonly list?: { readonly heading: string; readonly lines: readonly string[] }
  readonly after: readonly string[]
  /** Stands where a record has no fields. */
  readonly empty: string
}

/** The bytes of a .docx. */
export async function personDocx(paper: PersonPaper): Promise<Uint8Array> {
  const { personWord } = await import('./word-person')
  return personWord(paper)
}
