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
