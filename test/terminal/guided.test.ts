/** A guided deploy to a cloud, by a person at a real pseudo-terminal who is content with everything. */
import { expect, it } from 'vitest'
import { keys, zenInTerminal } from './pseudo-terminal.ts'

/** The beginnings of what is asked about AWS when nothing is special, in order, as far as 80 columns show them. */
const questions = [
  ...['Name of the deployment', 'Size', 'Way to the server', 'Host name of the server', 'HTTPS, or without'],
  ...[
    'Certificate (PEM) of one',
    'Key (PEM) of that',
    'Name of a Secret',
    'Certificate (PEM) of the authority',
  ],
  ...['Directory of the authority', 'Certificate (PEM) that', 'Address that the authority', 'VPC: new'],
  ...[
    'Addresses of a new VPC',
    'Name of a cluster',
    'Version of Kubernetes',
    'Nodes of the',
    'Size of a node',
  ],
  ...[
    'Addresses that may reach',
    'Somebody who may',
    'Keep logs',
    'Where the data is',
    "signed the database's",
  ],
  ...['Size of the managed', 'Gigabytes of the', 'RDS snapshot', 'Copies of the', 'ZenML version of the'],
  ...['Image of the', 'YAML file with', 'Name of the ZenML', 'Password of the ZenML', 'Key that ZenML'],
  ...['Tag for everything', 'Deploy "aws" on'],
]

it('a cloud is gone through with Enter alone, and the command says nothing that is usual', async () => {
  const argv = ['deploy', '--guided', '--provider', 'aws', '--region', 'eu-west-1']
  const zen = await zenInTerminal(argv, { env: { FAKE_STEP_MS: '1' } })

  for (const question of questions) {
    await zen.sees(question)
    zen.type(keys.enter)
  }

  expect(await zen.ends()).toBe(0)
  expect(zen.text().replaceAll(/\r?\n/g, '')).toContain(
    'zen deploy --provider aws --region eu-west-1 --domain none --yes',
  )
  expect(zen.text()).toContain('"aws" is running')
}, 60_000)
