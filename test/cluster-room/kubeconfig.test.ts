import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chosenContext, currentContext } from '../../src/cluster/kubeconfig.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

interface Content {
  readonly current?: string
  readonly contexts?: readonly string[]
  readonly server?: string
  readonly user?: object
}

/** A kubeconfig whose contexts all lead to the cluster `c` as the user `u`. */
function kubeconfig({
  current,
  contexts = ['dev', 'prod'],
  server = 'https://192.0.2.1:6443',
  user = {},
}: Content) {
  return JSON.stringify({
    ...(current === undefined ? {} : { 'current-context': current }),
    contexts: contexts.map((name) => ({ name, context: { cluster: 'c', user: 'u' } })),
    clusters: [{ name: 'c', cluster: { server, 'certificate-authority': 'ca.crt' } }],
    users: [{ name: 'u', user }],
  })
}

async function fileWith(content: string, name = 'config'): Promise<string> {
  const file = join(await temporaryDirectory(), name)
  await writeFile(file, content)
  return file
}

describe('the context', () => {
  test('is the current one of the file that was named', async () => {
    const file = await fileWith(kubeconfig({ current: 'prod' }))

    expect(await currentContext({ kubeconfig: file }, {})).toBe('prod')
  })

  test('is the one that was named, whatever the current one is', async () => {
    const file = await fileWith(kubeconfig({ current: 'prod' }))

    expect(await currentContext({ kubeconfig: file, context: 'dev' }, {})).toBe('dev')
  })

  test('comes from ~/.kube/config without a word from anybody', async () => {
    const home = await temporaryDirectory()
    await mkdir(join(home, '.kube'))
    await writeFile(join(home, '.kube', 'config'), kubeconfig({ current: 'dev' }))

    expect(await currentContext({}, { HOME: home })).toBe('dev')
  })

  test('of several files is that of the first which has one; files that are not there count as empty', async () => {
    const first = await fileWith(kubeconfig({ contexts: ['one'] }))
    const second = await fileWith(kubeconfig({ contexts: ['two'], current: 'two', server: 'https://other' }))
    const env = { KUBECONFIG: ['/nowhere/config', first, second].join(delimiter) }

    expect(await currentContext({}, env)).toBe('two')
    // The first file to describe a cluster wins.
    expect((await chosenContext({}, env)).cluster.fields['server']).toBe('https://192.0.2.1:6443')
  })

  test('has paths beside its own file', async () => {
    const exec = { command: './login', apiVersion: 'client.authentication.k8s.io/v1' }
    const file = await fileWith(
      kubeconfig({ current: 'dev', user: { 'client-key': '/abs.key', tokenFile: 'token', exec } }),
    )
    const folder = join(file, '..')

    const { cluster, user } = await chosenContext({ kubeconfig: file }, {})

    expect(cluster.fields['certificate-authority']).toBe(join(folder, 'ca.crt'))
    expect(user.fields).toMatchObject({
      'client-key': '/abs.key',
      tokenFile: join(folder, 'token'),
      exec: { command: join(folder, 'login') },
    })
  })

  test('in a pod without a kubeconfig is that of the pod, and has no name', async () => {
    const folder = await temporaryDirectory()
    await writeFile(join(folder, 'token'), 'secret')
    const env = { HOME: folder, KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' }

    expect(await currentContext({}, env, folder)).toBeUndefined()
    expect(await currentContext({ context: '' }, env, folder)).toBeUndefined()
    expect((await chosenContext({}, env, folder)).cluster.fields['server']).toBe('https://[fd00::1]:443')
  })
})

describe('what is wrong is said in words', () => {
  test('there is no kubeconfig', async () => {
    const home = await temporaryDirectory()

    await expect(currentContext({}, { HOME: home })).rejects.toMatchObject({
      code: 'KUBECONFIG_MISSING',
      message: expect.stringContaining(join(home, '.kube', 'config')),
    })
    await expect(currentContext({ kubeconfig: '/nowhere' }, {})).rejects.toMatchObject({
      code: 'KUBECONFIG_MISSING',
      exit: 2,
    })
  })

  test.each([
    ['a folder', undefined, 'it is a folder'],
    ['no YAML', 'a: [secret-text', 'it is no YAML'],
    ['a list', '- 1', 'it is no kubeconfig'],
  ])('the kubeconfig is %s, without its content', async (_what, content, reason) => {
    const file = content === undefined ? await temporaryDirectory() : await fileWith(content)

    const error = await currentContext({ kubeconfig: file }, {}).catch((it: unknown) => it)

    expect(error).toMatchObject({ code: 'KUBECONFIG_UNREADABLE' })
    expect(String(error)).toContain(reason)
    expect(String(error)).not.toContain('secret-text')
  })

  test('the context does not exist: those that do are listed', async () => {
    const file = await fileWith(kubeconfig({ current: 'gone' }))

    await expect(currentContext({ kubeconfig: file }, {})).rejects.toMatchObject({
      code: 'CONTEXT_UNKNOWN',
      fix: ['Choose one of them with --context NAME: dev, prod'],
    })
    await expect(currentContext({ kubeconfig: file, context: 'prd' }, {})).rejects.toMatchObject({
      code: 'CONTEXT_UNKNOWN',
      message: `The kubeconfig ${file} has no context called "prd".`,
    })
  })

  test('no context is chosen', async () => {
    const file = await fileWith(kubeconfig({}))

    await expect(currentContext({ kubeconfig: file }, {})).rejects.toMatchObject({
      code: 'CONTEXT_NOT_CHOSEN',
    })
  })

  test('the context names a cluster or a user that is not described', async () => {
    const of = (context: object) =>
      fileWith(
        JSON.stringify({
          contexts: [{ name: 'x', context }],
          clusters: [{ name: 'c', cluster: { server: 'https://a' } }],
        }),
      )

    await expect(
      currentContext({ kubeconfig: await of({ cluster: 'lost' }), context: 'x' }, {}),
    ).rejects.toMatchObject({
      code: 'CONTEXT_INCOMPLETE',
      details: { context: 'x', cluster: 'lost' },
    })
    await expect(
      currentContext({ kubeconfig: await of({ cluster: 'c', user: 'lost' }), context: 'x' }, {}),
    ).rejects.toMatchObject({ code: 'CONTEXT_INCOMPLETE', details: { user: 'lost' } })
  })
})
