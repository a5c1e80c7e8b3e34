import { describe, expect, test } from 'vitest'
import { engineEnvironment } from '../../../src/engine/pulumi/environment.ts'

const home = { url: 'file:///state', folder: '/state' }
const passphrase = { kind: 'file', file: '/zen/passphrase', generated: true } as const

const environment = (env: Readonly<Record<string, string>>, backend: { url: string } = home) =>
  engineEnvironment({ env, backend, passphrase, pulumiHome: '/zen/pulumi' })

describe('the environment of the engine', () => {
  test('has the logins of the person, and none of zen’s own variables', () => {
    const env = environment({ AWS_PROFILE: 'team', PATH: '/bin', ZEN_PASSWORD: 'secret', ZEN_HOME: '/zen' })

    expect(env).toMatchObject({ AWS_PROFILE: 'team', PATH: '/bin' })
    expect(Object.keys(env).filter((name) => name.startsWith('ZEN_'))).toEqual([])
  })

  test('does not hear what would lead Pulumi astray', () => {
    const said = {
      ...{ PULUMI_STACK: 'other', PULUMI_HOME: '/home/ada/.pulumi', PULUMI_DEBUG_GRPC: '/tmp/log' },
      ...{ PULUMI_CONFIG_PASSPHRASE: 'other', PULUMI_ACCESS_TOKEN: 'token', PULUMI_PARALLEL: '4' },
    }

    const env = environment(said)

    expect(env).toMatchObject({
      PULUMI_BACKEND_URL: 'file:///state',
      PULUMI_HOME: '/zen/pulumi',
      PULUMI_PARALLEL: '4',
      PULUMI_CONFIG_PASSPHRASE_FILE: '/zen/passphrase',
    })
    for (const name of [
      'PULUMI_STACK',
      'PULUMI_DEBUG_GRPC',
      'PULUMI_CONFIG_PASSPHRASE',
      'PULUMI_ACCESS_TOKEN',
    ])
      expect(env).not.toHaveProperty(name)
  })

  test('has the login of an HTTP backend, which is where `pulumi login` left it', () => {
    const backend = { url: 'https://api.pulumi.com' }

    expect(environment({ PULUMI_ACCESS_TOKEN: 'token' }, backend)).toMatchObject({
      PULUMI_ACCESS_TOKEN: 'token',
    })
    expect(environment({ HOME: '/home/ada' }, backend)).toMatchObject({
      PULUMI_CREDENTIALS_PATH: '/home/ada/.pulumi',
    })
  })

  test('never sends what engine and program say to each other through a proxy', () => {
    const env = environment({ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'intra.example.com' })

    expect(env).toMatchObject({
      HTTPS_PROXY: 'http://proxy:3128',
      NO_PROXY: 'intra.example.com,127.0.0.1,localhost',
      no_proxy: 'intra.example.com,127.0.0.1,localhost',
    })
  })

  test('names kubeconfigs by absolute paths, because the engine works elsewhere', () => {
    expect(environment({ KUBECONFIG: 'one:/two' })['KUBECONFIG']).toBe(`${process.cwd()}/one:/two`)
  })
})
