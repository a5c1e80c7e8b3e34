/** What a CI job and a person see of a deployment in a cloud, by the built zen. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixture } from '../../cloud/aws/fixture.ts'
import { problemsOfResult } from '../../repo/result-schema.ts'
import { resultOf, succeeded, zen, zenAtTerminal } from '../zen-command.ts'
import { destroyWords } from './cloud-computer.ts'
import { expectNothingBilled, scene, smallWords } from './conformance.ts'

test('a CI job reads plan, progress and result, and keeps a page, also of what failed', async () => {
  const whole = await scene(fixture)
  const { cloud, here } = whole
  cloud.fail({
    ...{ type: 'aws:rds/instance:Instance', verb: 'create', nth: 1, effect: 'fail' },
    ...{ code: 'InstanceQuotaExceeded', text: 'Instance quota <exceeded>.' },
  })
  const words = smallWords(fixture, 'team', '--report', 'report.html')
  const report = () => readFile(join(here.home, 'report.html'), 'utf8')
  const secret = 'a Passw0rd of mine'

  const plan = succeeded(await zen(here, [...words, '--preview']))
  expect(problemsOfResult(plan, 'preview')).toEqual([])
  expect(plan.preview.parts.map(({ part }: { part: string }) => part)).toEqual([
    ...['network', 'cluster', 'database', 'server'],
  ])
  expect(plan.preview.choices).toMatchObject([{ value: 'small', chosen: true }, { value: 'production' }])
  expect(await report()).toContain('○ planned')

  const failed = await zen(here, words, { ZEN_PASSWORD: secret })
  expect([failed.exit, resultOf(failed).ok]).toEqual([1, false])
  expect(failed.stderr).toMatch(/^✗ database \(\d:\d\d\)$/m)
  expect(await report()).toContain('Instance quota &lt;exceeded&gt;')
  expect(await report()).toContain('✕ failed')

  const done = await zen(here, words, { ZEN_PASSWORD: secret })
  const result = succeeded(done)
  expect(problemsOfResult(result, 'deploy')).toEqual([])
  expect(result).toMatchObject({ report: join(here.home, 'report.html'), slowest: expect.any(Array) })
  const lines = done.stderr.split('\n')
  for (const part of ['database', 'server']) {
    expect(lines.filter((line) => line.startsWith(`… ${part}`))).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith(`✓ ${part} (`))).toHaveLength(1)
  }
  expect(lines.length).toBeLessThan(50)
  const page = await report()
  expect(page).toContain(result.server.url)
  for (const hidden of [secret, encodeURIComponent(secret)]) expect(page).not.toContain(hidden)

  const gone = await zen(here, destroyWords('team'))
  succeeded(gone)
  expect(gone.stderr).toMatch(/^ {2}- cluster \(\d+\): /m)
  expect(gone.stderr.split('\n').length).toBeLessThan(50)
  expectNothingBilled(whole)
})

test('a person in a narrow terminal sees every part at its work', async () => {
  const { cloud, here } = await scene(fixture)
  // Parts take a while, and a login to the cluster is good for as long as it takes.
  cloud.set({ minuteMs: 300 })
  const words = smallWords(fixture, 'team').filter((word) => word !== '--json')

  const zenThere = zenAtTerminal(here, words, 40)

  expect(await zenThere.ends()).toBe(0)
  const text = zenThere.text()
  for (const part of ['network', 'cluster', 'database', 'server'])
    expect(text).toMatch(new RegExp(`✔ ${part} +0:`))
  expect(text).toMatch(/› cluster +0:\d\d\/14:00 {2}EKS cluster/)
  expect(text).toContain('Took longest:')
})
