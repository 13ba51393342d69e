/**
 * The sample group's bids and plan. Days are written as they stand on the sample's own day (`asOf` in make-sample.mjs); the
 * app shifts them to the day on which the sample is opened. `{2026-12-05}` inside a text is shifted and written out.
 */

export const nomination = {
  title: 'The Fiddler’s Rest',
  funder: 'Harrowmere District Council',
  dueOn: '2027-01-08',
  notes: 'The brewery’s agent told Siân that the pub may be put on the market next year.',
  answers: {
    bodyType: 'unincorporated',
    groupAddress: 'c/o The Village Hall\nThe Upper Green\nThrushcombe\nZZ99 4UG',
    contactTimes: 'Weekday evenings by phone, or by email at any time',
    surplusRule: true,
    surplusWords:
      'Rule 9: “No surplus is shared out among the members. It is spent on the group’s aims, in Thrushcombe and Millbeck.”',
    assetKind: 'both',
    assetName: 'The Fiddler’s Rest public house, with its garden and car park',
    assetAddress: 'The Fiddler’s Rest\n2 Thrush Lane\nThrushcombe',
    assetPostcode: 'ZZ99 4TL',
    evidenceList: ['Poster of regular events', 'Forty-one letters from users', 'Photographs of the lunch club'],
  },
  done: ['localConnection'],
  comments: {
    futureUse:
      'Imran is asking the credit union and the co-operative adviser for figures. Leave the money part to him.',
    boundaryWords: 'Needs the red-line map. Ravi has asked for the title plan.',
  },
  texts: {
    localConnection: `
Thrushcombe Neighbours has worked in **Thrushcombe and Millbeck** for seven years, and nowhere else. Everybody who leads it lives in the ward.
In the last twelve months we have:
- held ten open meetings in the village hall, with 34 people at each on average;
- delivered four newsletters by hand to all 640 homes;
- run a weekly café, two plant swaps and six litter picks;
- spoken with 214 households on their doorsteps about what they would miss.
All that we raise is spent in the ward. Our accounts are read out at the yearly meeting and pinned up in the hall.
`,
    currentUse: `
## The main use
The Fiddler’s Rest is a public house with a garden and a back room. It has been open on all but a handful of days for as long as anybody here can remember, and it is the **only licensed room within four miles**.
## What happens there in a week
| Day | What | Who comes |
| Monday | Folk session, open to beginners | About 20 |
| Tuesday | Lunch club with a hot meal | 26, most of them over 70 |
| Wednesday | Knit and natter; homework table after school | About 15 |
| Thursday | Quiz for village causes | 8 to 12 teams |
| Saturday | Parcel and prescription collection until noon | 30 to 40 households |
## Who benefits
People who live alone say that it is the place where they are missed if they do not turn up. The lunch club began when the day centre closed. New families are brought along by neighbours, and the walking group starts and ends at its door.
Of the 214 households whom we asked, **187 said that they had used it in the last month**, and 41 have written to say what it means to them.
`,
    futureUse: `
A pub run by its village can go on serving the same people for the next five years and more.
1. The tenants are willing to stay on and to train volunteers.
2. Sixty-three members have pledged money towards a share offer, £31,400 so far.
3. The back room could take the post office counter that we lost.
_Still to come: a budget for the first three years, and letters of support._
`,
  },
}

export const grant = {
  title: 'Warm Wednesdays in the village hall',
  funder: 'The Lantern Community Fund',
  dueOn: '2026-12-11',
  notes: 'Margaret and Adaeze are the two unrelated contacts.',
  answers: {
    twoUnrelated: true,
    nothingPast: true,
    bankInName: true,
    accountsReady: true,
    noOther: true,
    projectName: 'Warm Wednesdays',
    country: 'england',
    mainPlace: 'Thrushcombe',
    places: 'The village hall on The Upper Green, with lifts from Millbeck and Old Tannery Road.',
    postcode: 'ZZ99 4UG',
    startsOn: '2027-04-21',
    endsOn: '2028-04-12',
    totalCost: 891_400,
    otherMoney:
      'Harrowmere District Council gives the hall free for the first six months. The café’s own takings, about £30 a week, pay for food after that.',
    volunteersHours: 1_150,
    volunteersRatePence: 1_221,
    beneficiaries: ['People who live alone', 'Older people', 'Carers', 'Families with children under five'],
    howMany: 90,
    setUp: 'March 2019',
    groupAddress: 'c/o The Village Hall\nThe Upper Green\nThrushcombe\nZZ99 4UG',
    yearEnd: '31 March',
    income: 436_218,
    seniorName: 'Margaret Ellison',
    seniorRole: 'secretary',
    seniorEmail: 'margaret.ellison@example.org',
    seniorPhone: '01632 960118',
    mainName: 'Adaeze Okonkwo',
    mainEmail: 'adaeze.okonkwo@example.org',
    mainPhone: '07700 900241',
    accountName: 'Thrushcombe Neighbours',
    agreeAuthority: true,
    agreeTrue: true,
    agreeTerms: true,
    agreeData: true,
  },
  budget: {
    b1: { item: 'Part-time coordinator, six hours a week for 50 weeks', pence: 390_000, kind: 'cost', order: 1 },
    b2: { item: 'Heating and hire of the hall, second six months', pence: 118_000, kind: 'cost', order: 2 },
    b3: { item: 'Folding tables, soft chairs and a hearing loop', pence: 94_000, kind: 'cost', order: 3 },
    b4: { item: 'Food hygiene and first aid courses for 12 volunteers', pence: 42_000, kind: 'cost', order: 4 },
    b5: { item: 'Petrol for volunteer drivers', pence: 36_400, kind: 'cost', order: 5 },
    b6: { item: 'Printing four newsletters with the programme', pence: 21_000, kind: 'cost', order: 6 },
    b7: { item: 'Hall, first six months, given by the council', pence: 118_000, kind: 'in-kind', order: 7 },
    b8: { item: 'Takings of the café', pence: 72_000, kind: 'cash-match', order: 8 },
  },
  done: ['whatYouWouldDo', 'priorities', 'involvement'],
  comments: { priorities: 'Read this against the fund’s new priorities once more before it goes.' },
  texts: {
    whatYouWouldDo: `
Every Wednesday from ten until four we will open the village hall as a warm, friendly room where nobody needs a reason to come. There will be soup and bread at noon, a table for puzzles and mending, a quiet corner, and a different neighbour each week who shows what they love doing: baking, sketching, repairing bicycles, telling the story of the mill.
We have tried it for four months with volunteers only. **Fifty-eight people came, and thirty-one came most weeks.** What stopped others was the cold walk home and not knowing anybody. So the grant pays for three things that make the difference:
- a coordinator for six hours a week, who notices who is missing and rings them;
- lifts from Millbeck and Old Tannery Road;
- a room that is comfortable to sit in and to hear in.
It is new here: the nearest place of the kind is a forty-minute bus ride away. People will hear of it through our hand-delivered newsletter, the surgery, the school gate and, most of all, from each other. By the end of the year the café’s takings and a rota of twenty-four trained volunteers will keep it open without a grant.
`,
    priorities: `
**Stronger ties between people.** Half of those who came to the trial live alone. At the end of it, nine in ten could name three people whom they had not known before.
**People supported earlier.** The coordinator will know whom to ring when somebody stays away, and the district nurse has agreed to drop in once a month. Worries come up over soup long before they would at a surgery.
**Better places.** The hall is warm and lit on a day when it used to stand empty, and the chairs and the hearing loop will serve every other group that uses it.
`,
    involvement: `
The idea came from the neighbours themselves. In our doorstep survey of 214 homes, _somewhere warm to go in the week_ was named more often than anything else.
Eleven regulars from the trial planned this bid over three Wednesdays. They chose the day, asked for the quiet corner and struck out a television that the committee had thought of. Four of them now sit on the café group, which meets on the first Wednesday of the month and decides what is served, who is invited and how money is spent.
Everybody who comes will be asked four short questions twice a year, on paper or aloud, in English, Polish or Urdu. The answers go up on the wall with what we changed because of them.
`,
  },
}

export const plan = {
  title: 'Thrushcombe and Millbeck: our plan for four years',
  status: 'draft',
  reviewOn: '2027-03-18',
  panelBudgetPence: 4_800_000,
  answers: {
    panelMembers: [
      'Siân Prosser, leader of the group, in the chair',
      'Rashida Begum, Millbeck tenants',
      'Gerald Staunton, churchwarden',
      'Oksana Bondar, parents at the school',
      'Delroy Bramwell, allotment holders',
      'Councillor Hilary Wrenfield',
    ],
    volunteersHours: 2_600,
    volunteersRatePence: 1_109,
    cashMatch: 640_000,
    inKind: 295_000,
    reviewOn: '2027-03-18',
  },
  priorities: {
    p1: {
      name: 'Nobody on their own',
      rank: 1,
      stream: 'A',
      measure: 'People at the Wednesday café; calls made',
      owner: 'Adaeze Okonkwo',
    },
    p2: {
      name: 'Things to do for young people',
      rank: 2,
      stream: 'B',
      measure: 'Sessions held; young people taking part',
      owner: 'Oksana Bondar',
    },
    p3: {
      name: 'A safe way to walk to school',
      rank: 3,
      stream: 'B',
      measure: 'Children walking; near misses reported',
      owner: 'Ravi Menon',
    },
    p4: {
      name: 'Green places that we look after',
      rank: 4,
      stream: 'A',
      measure: 'Trees alive after two years; volunteer days',
      owner: 'Delroy Bramwell',
    },
    p5: {
      name: 'Keeping the places that matter',
      rank: 5,
      stream: 'A',
      measure: 'Buildings nominated; shares pledged',
      owner: 'Imran Chaudhry',
    },
  },
  years: {
    1: { from: '2025-04-01', budgetPence: 1_000_000, expensesPence: 30_000 },
    2: { from: '2026-04-01', budgetPence: 1_400_000, expensesPence: 42_000 },
    3: { from: '2027-04-01', budgetPence: 1_400_000, expensesPence: 42_000 },
    4: { from: '2028-04-01', budgetPence: 1_000_000, expensesPence: 30_000 },
  },
  awards: {
    a1: {
      project: 'Benches along the beck',
      pence: 180_000,
      on: '2025-06-12',
      startsOn: '2025-07-01',
      endsOn: '2026-03-31',
      year: '1',
      priorities: ['p1', 'p4'],
    },
    a2: {
      project: 'Saturday football for 8 to 13',
      pence: 142_500,
      on: '2025-09-18',
      startsOn: '2025-10-04',
      endsOn: '2026-09-26',
      year: '1',
      priorities: ['p2'],
    },
    a3: {
      project: 'Community orchard, first planting',
      pence: 96_000,
      on: '2025-11-20',
      startsOn: '2025-12-01',
      endsOn: '2026-11-27',
      year: '1',
      priorities: ['p4'],
    },
    a4: {
      project: 'Walking bus: jackets and training',
      pence: 38_500,
      on: '2026-05-14',
      startsOn: '2026-06-01',
      endsOn: '2027-05-28',
      year: '2',
      priorities: ['p3'],
    },
    a5: {
      project: 'Repair café tools',
      pence: 61_200,
      on: '2026-07-16',
      startsOn: '2026-08-01',
      endsOn: '2027-07-24',
      year: '2',
      priorities: ['p1', 'p4'],
    },
    a6: {
      project: 'Share offer: advice and printing',
      pence: 125_000,
      on: '2026-10-15',
      startsOn: '2026-11-01',
      endsOn: '2027-06-30',
      year: '2',
      priorities: ['p5'],
    },
  },
  done: ['areaText', 'listeningText', 'strengthsText', 'decidingText'],
  comments: { baselineText: 'Beth will bring the figures of the latest survey.' },
  texts: {
    areaText: `
Thrushcombe lies in the valley of the Wicken Beck, with **Millbeck**, once a mill hamlet, half a mile downstream. Between them there are 640 homes, one school, one pub, one hall and a bus every two hours.
- One home in five is a single person over 65.
- One home in six has children under eleven.
- Eleven languages are spoken at the school; Polish and Urdu are the commonest after English.
- The nearest surgery and food shop are four miles away.
`,
    panelText: `
The panel grew out of an open meeting in the hall, at which forty-two people put forward names and chose six. We looked for a spread of streets, ages and ways of life, and left one place open for somebody under 25.
Every member has signed the code of conduct, and all interests are read out at the start of each meeting.
`,
    listeningText: `
## What we did
Over six months we listened in four ways:
| How | How many |
| Doorstep talks, by pairs of volunteers | 214 households |
| Cards left in the hall, the school and the pub | 96 cards |
| Two afternoons at the school gate | 51 parents |
| A map on which people stuck flags | 160 flags |
## What we heard
Loneliness came first in every street. Young people asked for something to do that is not in a car’s reach only. The bend by the bridge frightens parents.
## Whom we missed
We heard from few people who work nights, and from nobody in the caravans at the weir. Rashida and Piotr will go there next.
`,
    strengthsText: `
- **People**: more than a hundred members, twenty-four who open up, cook, drive or print, and three who have run a business.
- **Places**: the hall, the school field, the Upper Green, the beck path and the Fiddler’s Rest.
- **Groups**: lunch club, walking group, folk session, allotments, the parents’ association and two faith groups.
- **Know-how**: a retired surveyor, two nurses, a bookkeeper and a printer live within five minutes of each other.
`,
    needsText: `
The bus stopped serving Millbeck after six. The day centre closed, and the post office counter with it. There is no indoor place for anybody between eleven and eighteen.
What is missing is less money than **somebody whose task it is** to bring people and places together.
`,
    prioritiesText: `
We asked those who came to the yearly meeting to place five stickers each. The order of the list is theirs. Priorities marked A strengthen the community itself; those marked B provide something for it.
`,
    decidingText: `
## What we look for
1. It helps with at least one of our priorities.
2. People who will use it have shaped it.
3. It brings at least as much in time, gifts or money as it asks for.
4. It can be finished within a year.
## How we score
Each member gives nought to five for each of the four, alone and on paper, before we talk. We add the marks up and fund from the top until the money for the quarter is spent. Any mark that differs by three or more is talked over.
## When a panel member has an interest
They say so, leave the room and give no marks. The minutes name the interest.
## If the answer is no
We write within two weeks with the reason and what would make it a yes. A second look is taken by two members of the group’s committee who are not on the panel.
`,
    matchText: `
Volunteers’ hours are written down on sign-in sheets and reckoned at the programme’s rate. The council lends the hall for panel meetings. Two Shires Builders (invented) have promised stone for the beck path.
`,
    publicityText: `
Every call for projects is in the newsletter, on both noticeboards, on the school’s messages and read out at the lunch club. The next call opens on {2027-01-15}. Awards are listed in the hall with what they paid for.
`,
  },
}
