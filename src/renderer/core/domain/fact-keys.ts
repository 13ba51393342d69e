/** Every fact that a template may draw from the register. Frozen bids hold values by these keys: never rename one. */
export const factKeys = [
  'group.name',
  'group.legalForm',
  'group.purpose',
  'group.council',
  'group.area',
  'group.adults',
  'leader.name',
  'leader.office',
  'leader.phone',
  'leader.email',
  'members.count',
  'members.share', // of the adults of the area, in per cent
  'members.onRollHere',
  'members.onRollNeighbouring',
  'members.onRoll', // both together
  'roll.list', // names and home addresses of those on the roll: private
  'code.title',
  'code.signed',
] as const
export type FactKey = (typeof factKeys)[number]

/** What a fact is called, on screen and on paper. */
export const factLabels: Readonly<Record<FactKey, string>> = {
  'group.name': 'Name of the group',
  'group.legalForm': 'Legal form',
  'group.purpose': 'What the group is for',
  'group.council': 'Council',
  'group.area': 'Area',
  'group.adults': 'Adults living in the area',
  'leader.name': 'Leader',
  'leader.office': 'Role',
  'leader.phone': 'Phone',
  'leader.email': 'Email',
  'members.count': 'Members',
  'members.share': 'Members as a share of adults',
  'members.onRollHere': 'Members on the electoral roll of this council',
  'members.onRollNeighbouring': 'Members on the roll of one neighbouring council',
  'members.onRoll': 'Members on the electoral roll, together',
  'roll.list': 'Members on the electoral roll, with home addresses',
  'code.title': 'Code of conduct in force',
  'code.signed': 'Members who have signed the code',
}
