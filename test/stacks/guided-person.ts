/** A person in a guided deploy who takes what is to hand, and answers where there has to be an answer. */
import { askOptions } from '../../src/actions/ask-options.ts'
import { defaultsOf, hasMeaning, resolveOptions } from '../../src/deployment/resolve.ts'
import type { Question } from '../../src/terminal/terminal.ts'
import type { Option, OptionValues, Provider } from '../../stacks/contract.ts'
import { recordingTerminal } from '../fakes/recording-terminal.ts'

/** What people give, one at a time, so that other options mean something. */
const decisions: readonly OptionValues[] = [
  {},
  { host: '0.0.0.0' },
  ...['ingress', 'gateway', 'none'].map((expose) => ({ expose })),
  ...['in-cluster', 'mysql://zenml@db.example.com:3306/zenml'].map((database) => ({ database })),
  { cluster: 'main' },
  { 'vpc-id': 'vpc-0a1b' },
  { network: 'main' },
]

const subnetId =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/s'

/** Where an empty answer is none. */
const needed: Readonly<Record<string, string>> = {
  project: 'our-project',
  domain: 'zenml.example.com',
  'tls-secret': 'certificate',
  gateway: 'public',
  'subnet-ids': 'subnet-0a, subnet-0b',
  'public-subnet-ids': 'subnet-1a, subnet-1b',
  subnetwork: 'main',
  'database-subnet-id': subnetId,
  password: 'secret',
}

/** The question about an option, where it means something. @throws Error when it never does, or is not asked */
export async function guidedQuestion(provider: Provider, option: Option): Promise<Question> {
  const facts = { env: {} }
  const known = (values: OptionValues) => ({ values, secrets: {}, facts })
  const decision = decisions.find((values) => {
    const isPossible = Object.keys(values).every((flag) => provider.options.some((own) => own.flag === flag))
    return isPossible && !(option.flag in values) && hasMeaning(option, provider, known(values))
  })
  if (!decision) throw new Error(`Nobody knows where --${option.flag} means something`)
  const questions = await questionsIn(provider, decision)
  const question = questions.find(({ flag }) => flag === option.flag)
  if (!question) throw new Error(`--${option.flag} is not asked about with ${JSON.stringify(decision)}`)
  return question
}

async function questionsIn(provider: Provider, given: OptionValues): Promise<readonly Question[]> {
  const terminal = recordingTerminal({ canAsk: true })
  const facts = { env: {} }
  terminal.whenAsked = (question) => terminal.willAnswer(answerTo(question))
  await askOptions(terminal, {
    ...{ name: 'team', provider, facts, guided: true, isThere: false },
    resolved: resolveOptions(provider, { given, config: {}, stored: {}, secrets: {} }),
    offer: async () => ({ choices: ['one', 'other'] }),
    folders: { homeDirectory: '/', workingDirectory: '/' },
  })
  return terminal.questions
}

function answerTo(question: Question): string | boolean {
  if (question.kind === 'confirm') return question.default
  if (question.default !== undefined) return question.default
  if (question.kind === 'select') return question.choices[0]?.value ?? ''
  return question.problem?.('') === undefined
    ? ''
    : (needed[question.flag] ?? question.suggestions?.[0] ?? '')
}

/** Whether the answer to hand is the default. */
export function hasDefaultToHand(provider: Provider, { flag, answer }: Option, question: Question): boolean {
  const usual = answer ?? defaultsOf(provider, { env: {} })[flag]
  const text = question.default === undefined ? undefined : String(question.default)
  return text === (usual === undefined ? undefined : String(usual))
}
