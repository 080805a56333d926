import type { Line, Paper, Part, Standing, Story, Strength } from '../boundary'

type Row = [
  key: string,
  name: string,
  shift: boolean,
  level: number,
  target: number,
  strength: Strength,
  why: string,
  counts: number[],
  about: string,
]

const rows: Row[] = [
  [
    'strategy',
    'Vision and strategy',
    true,
    2,
    3,
    'thin',
    'one situation, 5 months ago; no outcome yet',
    [0, 2, 2, 3, 0, 0],
    'Choosing where a product is going, and what it will not do, so that other people can make their own decisions by it.',
  ],
  [
    'team-building',
    'High-performing teams',
    true,
    2,
    3,
    'strong',
    '4 situations, last this week, two with a witness',
    [2, 2, 3, 4, 7, 1],
    'Hiring, coaching and delegating so that good work no longer depends on my being in the room.',
  ],
  [
    'collaboration',
    'Collaboration across teams',
    true,
    3,
    3,
    'strong',
    '5 situations, level 3 shown three times',
    [1, 3, 3, 2, 3, 9],
    'Getting people from different functions and teams to work towards one result that they all recognise.',
  ],
  [
    'stakeholders',
    'Stakeholder management',
    true,
    2,
    3,
    'solid',
    '3 situations; a metric would make it strong',
    [0, 1, 1, 3, 4, 1],
    'Keeping the people who depend on a product, up to the executives, informed and heard.',
  ],
  [
    'communication',
    'Executive communication',
    true,
    1,
    3,
    'thin',
    'two situations, both at level 1',
    [0, 0, 2, 0, 0, 1],
    'Saying what matters to people with little time, so that they decide.',
  ],
  [
    'roadmap',
    'Roadmapping and prioritisation',
    false,
    3,
    3,
    'solid',
    '4 situations, last in September',
    [3, 4, 1, 3, 0, 1],
    'Putting work in an order that others can follow and question.',
  ],
  [
    'metrics',
    'Metrics and growth',
    false,
    2,
    2,
    'strong',
    '3 outcomes with baseline and result',
    [1, 3, 1, 2, 3, 3],
    'Knowing by numbers whether it worked.',
  ],
  [
    'product-thinking',
    'Product thinking',
    false,
    3,
    3,
    'solid',
    '3 situations, last in October',
    [1, 1, 0, 2, 1, 0],
    'Seeing what people need behind what they ask for.',
  ],
  [
    'customer-insight',
    'Customer insight',
    false,
    2,
    3,
    'solid',
    '3 situations, one with a number',
    [2, 0, 1, 0, 2, 1],
    'Learning from customers first hand.',
  ],
  [
    'delivery',
    'Planning and delivery',
    false,
    2,
    2,
    'strong',
    '6 situations, last this week',
    [4, 2, 3, 3, 2, 5],
    'Getting it out, in time and in one piece.',
  ],
  [
    'network',
    'Mentoring and network',
    false,
    1,
    2,
    'thin',
    'one entry; a mentor not spoken to for 74 days',
    [0, 0, 0, 0, 1, 0],
    'Having people to ask, and being one.',
  ],
  [
    'learning',
    'Learning and self-leadership',
    false,
    0,
    2,
    'none',
    'nothing yet',
    [0, 0, 0, 0, 0, 0],
    'Changing how I work because of what happened.',
  ],
]

export const standings = (months: readonly string[]): Standing[] =>
  rows.map(([key, name, leader_shift, level, target, strength, why, counts, about]) => {
    const spread = months.map((_, i) => counts[(counts.length * 10 - months.length + i) % counts.length] ?? 0)
    return {
      key,
      name,
      about,
      leader_shift,
      level,
      target,
      strength,
      why,
      stronger_by:
        strength === 'strong'
          ? 'Keep it recent: one more situation before the review.'
          : 'A second situation at level 3, with what changed because of it.',
      months: spread,
      entries: spread.reduce((sum, count) => sum + count, 0),
      situations: level,
      last: level > 0 ? '2026-11-20' : null,
    }
  })

const line = (
  id: string,
  kind: Line['kind'],
  on: string,
  title: string,
  excerpt: string,
  rest: Partial<Line>,
): Line => ({
  id,
  kind,
  title,
  excerpt,
  on,
  at: '09:20',
  written_later: false,
  starred: false,
  competencies: [],
  tags: [],
  people: [],
  state: null,
  trashed: null,
  ...rest,
})

export const lines: Line[] = [
  line(
    'a',
    'lesson',
    '2026-03-18',
    'Name one owner per surface before the quarter starts',
    'Two teams shipped the same onboarding change. If two roadmaps touch one surface, then I ask for one owner in the planning week, in writing.',
    {
      state: { state: 'applied', times: 2 },
      competencies: [{ key: 'collaboration', level: 3 }],
      tags: ['roadmap', 'planning'],
      people: ['Maya Lind'],
    },
  ),
  line(
    'b',
    'challenge',
    '2026-03-11',
    'Growth and Core both own onboarding',
    'Found out in the demo that both roadmaps of the two teams held the same card. Neither lead wanted to drop it; I had no mandate over Core.',
    {
      state: { state: 'resolved', on: '2026-03-18' },
      competencies: [
        { key: 'collaboration', level: 2 },
        { key: 'stakeholders', level: 2 },
      ],
      tags: ['onboarding'],
      people: ['Dana Okafor', 'Maya Lind'],
    },
  ),
  line(
    'c',
    'decision',
    '2025-11-05',
    'Freeze the Q1 roadmap three weeks earlier',
    'Forecast: fewer collisions with Core (65 %). What happened: none in January, one in March. Same roadmap, two teams.',
    {
      state: { state: 'reviewed', came_true: true },
      competencies: [{ key: 'roadmap', level: null }],
      tags: ['roadmap'],
      people: ['Kofi Mensah'],
    },
  ),
  line(
    'd',
    'win',
    '2025-09-22',
    'One roadmap review for three teams',
    'Merged three roadmap reviews of two teams and the same group into one; six hours a month back for fourteen people.',
    {
      state: { state: 'outcome', text: '6 h → 0 h, still true in June' },
      competencies: [{ key: 'collaboration', level: 3 }],
      tags: ['roadmap', 'meetings'],
      people: ['Kofi Mensah', 'Hana Sato'],
      written_later: true,
    },
  ),
  line(
    'e',
    'reflection',
    '2025-08-29',
    'Stopped the weekly written status',
    'Ingrid asked the team what they would stop if I vanished again. Two answers. Both were mine.',
    {
      competencies: [{ key: 'delivery', level: 2 }],
      tags: ['meetings'],
      people: ['Ingrid Solheim'],
    },
  ),
  line(
    'f',
    'feedback',
    '2026-10-02',
    'Dana after the board meeting',
    '“You told me before the numbers did. That is the only reason I could move the money.”',
    {
      state: { state: 'from', name: 'Dana Okafor' },
      competencies: [
        { key: 'communication', level: 3 },
        { key: 'stakeholders', level: 3 },
      ],
      tags: ['launch'],
      people: ['Dana Okafor'],
    },
  ),
]

const told = (role: Part['role'], heading: string, text: string, refs: number[]): Part => ({
  role,
  heading,
  edited: false,
  passages: [{ sort: 'told', text, by: '', refs }],
})

export const stories: Story[] = [
  {
    number: 1,
    title: 'One roadmap for three teams',
    title_edited: false,
    named_after: 4,
    competency: 'collaboration',
    project: 'onboarding',
    period: { from: '2025-09-22', to: '2026-03-18' },
    why_chosen: 'Most entries at level 3, and a number with a value before.',
    parts: [
      told('context', 'Context', 'Three teams, one surface, two releases undone in a quarter.', [2]),
      told('own', 'I decided', 'One owner per surface; one review; freeze three weeks earlier.', [3]),
      told(
        'result',
        'Result',
        'Collisions 5 to 1 a half-year; six hours a month back for 14 people.',
        [4, 1],
      ),
    ],
    levels: [{ key: 'collaboration', name: 'Collaboration across teams', level: 3 }],
    measures: [],
    unquoted: [],
    refs: [1, 2, 3, 4, 5],
  },
  {
    number: 2,
    title: 'Told the CFO before the numbers did',
    title_edited: false,
    named_after: 6,
    competency: 'communication',
    project: 'checkout',
    period: { from: '2025-11-05', to: '2026-10-02' },
    why_chosen: 'Shows Executive communication, which the target asks for.',
    parts: [
      told('context', 'Context', 'Launch three weeks late, board meeting in ten days.', [3]),
      told(
        'own',
        'I decided',
        'One page: what slips, what it costs, what we cut, two ways to make up part of it.',
        [3],
      ),
      {
        role: 'result',
        heading: 'Result',
        edited: false,
        passages: [
          { sort: 'prompt', text: 'What changed afterwards? Result due 7 December.', by: '', refs: [] },
        ],
      },
      {
        role: 'said',
        heading: 'Said of it',
        edited: false,
        passages: [
          {
            sort: 'quote',
            text: 'You told me before the numbers did.',
            by: 'Dana Okafor, CFO, October 2026',
            refs: [6],
          },
        ],
      },
    ],
    levels: [{ key: 'communication', name: 'Executive communication', level: 3 }],
    measures: [],
    unquoted: [],
    refs: [3, 6],
  },
]

const page = (
  title: string,
  number: number,
  width: number,
  height: number,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="100%" height="100%" fill="#fff"/>
<g font-family="Georgia, serif" fill="#16233a"><text x="64" y="90" font-size="26">${number === 1 ? 'Growth portfolio' : `${number}  One roadmap for three teams`}</text>
<text x="64" y="114" font-size="13" fill="#4c586b">Ada Moreno · ${title} · Jan to Nov 2026</text><line x1="64" x2="${width - 64}" y1="136" y2="136" stroke="#d3cdbe"/>
${Array.from({ length: 22 }, (_, i) => `<text x="64" y="${170 + i * 26}" font-size="14">${i % 7 === 5 ? '' : 'Led three teams onto one roadmap and brought a late launch to the CFO before.'.slice(0, i % 7 === 4 ? 44 : 80)}</text>`).join('')}</g></svg>`

export const pages = (title: string, paper: Paper) =>
  [1, 2, 3, 4, 5].map((number) => ({
    mark: `${paper} ${title} ${number}`,
    picture: paper === 'a4' ? page(title, number, 595, 842) : page(title, number, 612, 792),
  }))
