/** What a person is asked about a deployment at AWS, one answer leading to the next question. */
import { expect, it } from 'vitest'
import { askOptions } from '../../../src/actions/ask-options.ts'
import { complete, resolveOptions } from '../../../src/deployment/resolve.ts'
import { aws } from '../../../stacks/aws/provider.ts'
import { recordingTerminal } from '../../fakes/recording-terminal.ts'

async function asked(answers: readonly string[], given: Readonly<Record<string, unknown>> = {}) {
  const terminal = recordingTerminal({ canAsk: true, answers })
  const facts = { clientVersion: '0.98.0', env: {} }
  const resolved = resolveOptions(aws, { given, config: {}, stored: {}, secrets: {} })
  const answered = await askOptions(terminal, {
    name: 'team',
    ...{ isThere: false, guided: false, folders: { homeDirectory: '/', workingDirectory: '/' } },
    provider: aws,
    resolved,
    facts,
    offer: async () => undefined,
  })
  const { values, problems } = complete(aws, answered, facts)
  return { values, problems, questions: terminal.questions }
}

it('the region, with the usual ones to choose from, the size, a domain, and where to put it', async () => {
  const { values, problems, questions } = await asked(['eu-west-1', 'small', 'none', 'new'])

  expect(questions.map(({ flag }) => flag)).toEqual(['region', 'preset', 'domain', 'vpc-id'])
  expect(questions[0]).toMatchObject({ kind: 'text', suggestions: expect.arrayContaining(['eu-west-1']) })
  expect(questions[1]).toMatchObject({
    kind: 'select',
    choices: [
      { value: 'small', label: expect.stringMatching(/^small: about \$\d+ a month, \d+ min$/) },
      { value: 'production', label: expect.stringMatching(/^production: about \$\d+ a month, \d+ min$/) },
    ],
  })
  expect(questions.slice(2)).toMatchObject([{ default: 'none' }, { default: 'new' }])
  expect(problems).toEqual([])
  expect(values).toMatchObject({ region: 'eu-west-1', preset: 'small', domain: 'none', 'vpc-id': 'new' })
})

it('subnets of a network that is there, several in one answer', async () => {
  const answers = [
    'eu-west-1',
    'production',
    'zenml.example.com',
    'vpc-0a1b',
    'subnet-0a, subnet-0b',
    'subnet-1a subnet-1b',
  ]
  const { values, problems } = await asked(answers)

  expect(problems).toEqual([])
  expect(values).toMatchObject({
    ...{ 'vpc-id': 'vpc-0a1b', 'subnet-ids': ['subnet-0a', 'subnet-0b'] },
    'public-subnet-ids': ['subnet-1a', 'subnet-1b'],
  })
})

it('nothing about a network where a cluster is named, and no domain where nothing leads to the server', async () => {
  const { questions } = await asked(['eu-west-1', 'small'], { cluster: 'main', expose: 'none' })

  expect(questions.map(({ flag }) => flag)).toEqual(['region', 'preset'])
})
