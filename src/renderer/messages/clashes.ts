/** Wording where two laptops disagree. */
export const clash = {
  lead: 'Two laptops changed this without seeing each other. Which is right?',
  leadRemoved: 'One laptop removed this while another changed it. Should it stay?',
  empty: 'Nothing (it was emptied)',
  by: (who: string, when: string) => (who === '' ? when : `${who}, ${when}`),
  pick: 'Use this',
  pickOf: (shown: string) => `Use ${shown === '' ? 'nothing' : shown}`,
  keepBoth: 'Keep both: one here, the other as a note',
  keepBothBelow: 'Keep both: one below the other',
  writeAnew: 'Write it anew, out of both',
  anewFor: (label: string) => `${label}: as it should be`,
  useAnew: 'Use these words',
  leaveAnew: 'Leave it',
  remove: 'Remove it',
  keep: 'Keep it',
  settled: 'Settled, on every laptop.',
}

export const clashPage = {
  title: 'Two versions of something',
  intro: 'While laptops were apart, these were changed on two of them. Nothing is lost: choose one, or keep both.',
  noneTitle: 'Nothing to choose',
  noneBody:
    'The laptops agree on everything. Where two people change the same thing while they are apart, both versions come here.',
  open: (what: string) => `Open the ${what}`,
  openOf: (title: string) => `Open ${title}`,
  more: (count: number) => `And ${count.toLocaleString('en-GB')} more, which come when these are settled.`,
  allOf: (who: string) => `Use everything from ${who}`,
  allOfTitle: (who: string) => `Use every value from ${who}?`,
  allOfBody:
    'Wherever that laptop wrote one of the two values, its value is used. You can take it back for half a minute.',
  allSettled: 'Settled.',
  note: (count: number) =>
    count === 1
      ? 'One thing was changed on two laptops.'
      : `${count.toLocaleString('en-GB')} things were changed on two laptops.`,
  look: 'Choose',
}
