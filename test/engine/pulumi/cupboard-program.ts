/** The program of the cupboard: two drawers, and a door that makes the server. */
import * as pulumi from '@pulumi/pulumi'
import type { Program } from '../../../stacks/program-contract.ts'
import { wardrobePlace } from './cupboard-place.ts'

/** An object of the cluster that `cupboard-plugin.ts` stands in for. */
class Drawer extends pulumi.CustomResource {
  constructor(name: string, content: pulumi.Input<unknown>, opts?: pulumi.CustomResourceOptions) {
    super(
      'kubernetes:cupboard/v1:Drawer',
      name,
      { metadata: { name }, content },
      { ...opts, version: '4.34.2' },
    )
  }
}

export const program: Program = async ({ spec, secrets, part, announce }) => {
  if (spec.provider === 'wardrobe') announce(wardrobePlace)
  const generated = new pulumi.Stash('generated-password', { input: pulumi.secret(`pass-${Math.random()}`) })
  const password = pulumi.secret(secrets['password'] ?? generated.output)
  const first = new Drawer('first', spec.options['content'] ?? 'socks')
  const second = new Drawer('second', password, { dependsOn: first })
  if (spec.options['throws'] === true) throw new Error(`the door is stuck; it said ${secrets['password']}`)
  if (spec.options['forgets'] === true) void Promise.reject(new Error('a promise nobody waits for'))
  if (part !== 'data') new Drawer('door', part, { dependsOn: second })
  return {
    url: spec.options['url'],
    username: 'default',
    password,
    database: { type: 'sqlite' },
    version: pulumi.secret('0.98.0'),
    ...(spec.options['unexposed'] === true ? { unexposed: true } : {}),
  }
}
