import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { providers } from '../../../stacks/index.ts'
import { completeInBash } from './bash.ts'
import { completeInFish } from './fish.ts'
import { installedZen } from './installed-zen.ts'
import { completeInZsh } from './zsh.ts'

const shells = { bash: completeInBash, zsh: completeInZsh, fish: completeInFish } as const

describe.each(Object.keys(shells))('%s', (shell) => {
  const complete = Object.entries(shells).find(([name]) => name === shell)?.[1] ?? completeInBash

  beforeAll(() => {
    execFileSync(shell, ['--version'], { stdio: 'ignore' })
  })

  async function offers(line: string, deployments: readonly string[] = ['alpha', 'team']) {
    return [...(await complete(await installedZen(deployments), line))].sort()
  }

  test('completes commands', async () => {
    expect(await offers('zen de')).toEqual(['deploy', 'destroy'])
    expect(await offers('zen ')).toEqual(expect.arrayContaining(['completion', 'deploy', 'list', 'up']))
  })

  test('completes the flags of a command, and only its own', async () => {
    expect(await offers('zen deploy --prov')).toEqual(['--provider'])
    expect(await offers('zen list --prov')).toEqual([])
  })

  test('offers the negative form of a flag that is on by default', async () => {
    expect(await offers('zen deploy --no-conn')).toEqual(['--no-connect'])
  })

  test('completes the choices of a flag', async () => {
    expect(await offers('zen deploy --provider ')).toEqual(providers.map(({ id }) => id).sort())
    expect(await offers('zen deploy --restart un')).toEqual(['unless-stopped'])
  })

  test('completes a value after an equals sign', async () => {
    const [offer, ...others] = await offers('zen deploy --provider=do')

    expect(offer).toMatch(/^(--provider=)?docker$/)
    expect(others).toEqual([])
  })

  test('completes files where a flag wants one', async () => {
    expect(await offers('zen deploy --config z')).toEqual(['zen.yaml'])
  })

  test('completes folders, and no files, where a flag wants one', async () => {
    const offered = await offers('zen export --output ')

    expect(offered.map((offer) => offer.replace(/\/$/, ''))).toEqual(['folder'])
  })

  test('offers nothing where only the person knows the value', async () => {
    expect(await offers('zen deploy --port ')).toEqual([])
  })

  test('completes the names of the deployments there are, wherever a name can be', async () => {
    expect(await offers('zen show ')).toEqual(['alpha', 'team'])
    expect(await offers('zen logs --tail 5 te')).toEqual(['team'])
    expect(await offers('zen destroy -n al')).toEqual(['alpha'])
    expect(await offers('zen down --name te')).toEqual(['team'])
  })

  test('offers one name and no second one', async () => {
    const more = await offers('zen show team ')

    // zsh goes on with flags where nothing else is left.
    expect(more.filter((offer) => !offer.startsWith('-'))).toEqual([])
  })

  test('offers nothing and says nothing when there are no deployments', async () => {
    expect(await offers('zen show ', [])).toEqual([])
  })

  test('offers nothing and says nothing when zen can not list them', async () => {
    const zen = await installedZen(['alpha'])
    await writeFile(join(zen.env['ZEN_HOME'] ?? '', 'deployments/alpha/record.json'), 'no record')

    expect(await complete(zen, 'zen show ')).toEqual([])
  })

  test('completes the shells that it can make a script for', async () => {
    expect(await offers('zen completion ')).toEqual(['bash', 'fish', 'zsh'])
  })

  test('offers nothing after a command that does not exist', async () => {
    expect(await offers('zen nonsense ')).toEqual([])
  })
})
