/** What `npm run bench` holds: each command may take so many times what the thing beside it takes. */

export interface Budget {
  /** What is measured, and what beside it. */
  readonly subject: string
  readonly baseline: string
  /** The most that the quotient may be. */
  readonly limit: number
  /** Where we want to be; printed, and broken without consequence. */
  readonly goal?: number
  readonly reason: string
}

const node = 'node -e 0'
const feels = 'people wait for it many times a day, and scripts call it in loops'
const small = 'it shall run beside everything else, on the smallest of computers'
const thousand =
  'a computer full of deployments shall not be slow; reading them takes more than starting Node.js'

/** By name: what a measurement calls itself. */
export const budgets = {
  'zen --help, time': { subject: 'zen --help', baseline: node, limit: 3, goal: 1.8, reason: feels },
  'zen --help, memory': { subject: 'zen --help', baseline: node, limit: 1.6, reason: small },
  'zen list, time': { subject: 'zen list', baseline: node, limit: 3, goal: 1.8, reason: feels },
  'zen list, memory': { subject: 'zen list', baseline: node, limit: 1.6, reason: small },
  'zen list of 1000, time': {
    subject: 'zen list, 1000 deployments',
    baseline: node,
    limit: 6,
    goal: 3,
    reason: thousand,
  },
  'zen list of 1000, memory': {
    subject: 'zen list, 1000 deployments',
    baseline: node,
    limit: 1.6,
    reason: small,
  },
  'zen show, time': {
    subject: 'zen show, server stopped',
    baseline: node,
    limit: 3,
    goal: 1.8,
    reason: feels,
  },
  'zen show, memory': { subject: 'zen show, server stopped', baseline: node, limit: 1.6, reason: small },
  'zen show of a server, time': {
    subject: 'zen show, server running',
    baseline: node,
    limit: 4,
    goal: 3,
    reason: 'the same and one request to the server, which answers in its own time',
  },
  'zen up, time': {
    subject: 'zen up',
    baseline: 'zenml login --local',
    limit: 0.8,
    reason: 'whoever changes over shall feel it at once',
  },
  'zen down, time': {
    subject: 'zen down',
    baseline: 'zenml logout --local',
    limit: 0.2,
    reason: 'nothing but the server itself has to be waited for',
  },
  'zen deploy on a cluster, time': {
    subject: 'zen deploy --provider kubernetes',
    baseline: 'helm install --wait of the same chart',
    limit: 1.3,
    reason: 'what zen does besides shall cost little of the time that the cluster takes',
  },
  'zen deploy on a cluster, memory': {
    subject: "zen's own processes together",
    baseline: 'what a small computer can spare',
    limit: 1,
    reason: small,
  },
  'zen deploy in a cloud, time': {
    subject: 'zen deploy where nothing takes time',
    baseline: 'preview and up by the Automation API alone',
    limit: 1.15,
    reason: 'what zen asks and checks besides shall be lost in what the engine takes anyway',
  },
  'zen deploy in a cloud, memory': {
    subject: "zen's own processes together",
    baseline: 'what a small computer can spare',
    limit: 1,
    reason: small,
  },
  'zen deploy in a cloud, makespan': {
    subject: 'first change to last',
    baseline: 'its critical path',
    limit: 1.05,
    reason: 'nothing shall wait for what it does not need, since a cloud takes its time as it is',
  },
  'zen list of 1000 in a state, time': {
    subject: 'zen list, 1000 deployments on clusters',
    baseline: node,
    limit: 8,
    goal: 4,
    reason: `${thousand}; their state is twenty times as long`,
  },
  'zen list of 1000 in a state, memory': {
    subject: 'zen list, 1000 deployments on clusters',
    baseline: node,
    limit: 2,
    reason: small,
  },
} as const satisfies Record<string, Budget>

export type BudgetName = keyof typeof budgets
