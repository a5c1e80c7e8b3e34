import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { offer } from '../../../src/engine/pulumi/offer.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A home with these files of kubeconfig, by their paths in it. */
async function homeWith(files: Readonly<Record<string, string>>): Promise<string> {
  const home = await temporaryDirectory()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true })
    await writeFile(join(home, path), text)
  }
  return home
}

const kubeconfig = (current: string, ...names: readonly string[]) =>
  JSON.stringify({
    'current-context': current,
    contexts: names.map((name) => ({ name, context: { cluster: name } })),
  })

describe('the contexts that there are', () => {
  it('are those of the usual kubeconfig, the current one first of all', async () => {
    const home = await homeWith({ '.kube/config': kubeconfig('prod', 'dev', 'prod') })

    expect(await offer({ env: { HOME: home } }, 'context', {})).toEqual({
      choices: ['dev', 'prod'],
      usual: 'prod',
    })
  })

  it('are those of the kubeconfig that was named, of which none may be current', async () => {
    const home = await homeWith({
      '.kube/config': kubeconfig('prod', 'prod'),
      mine: kubeconfig('', 'a', 'b'),
    })

    expect(await offer({ env: { HOME: home } }, 'context', { kubeconfig: join(home, 'mine') })).toEqual({
      choices: ['a', 'b'],
    })
  })

  it.each([
    ['there is no kubeconfig', {}, {}],
    ['the one that was named is not there', {}, { kubeconfig: '/nowhere' }],
    ['it is broken', { '.kube/config': 'a: [' }, {}],
  ])('are not offered when %s', async (_why, files, values) => {
    expect(await offer({ env: { HOME: await homeWith(files) } }, 'context', values)).toBeUndefined()
  })

  it('answer no other question', async () => {
    const home = await homeWith({ '.kube/config': kubeconfig('prod', 'dev', 'prod') })

    expect(await offer({ env: { HOME: home } }, 'namespace', {})).toBeUndefined()
  })
})
