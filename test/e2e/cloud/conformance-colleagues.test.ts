/** Two people who share one backend, at computers of their own, at the same deployment. */
import { expect, test } from 'vitest'
import { cloudFixtures } from '../../cloud/fixtures.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { startZen, succeeded, zen } from '../zen-command.ts'
import { cloudComputer } from './cloud-computer.ts'
import { scene, shown, smallWords } from './conformance.ts'

test.each(await cloudFixtures())(
  '$provider: the second waits outside, and goes on with what is there',
  async (fixture) => {
    const { here, cloud } = await scene(fixture)
    const { packages, colleague } = fixture
    const there = await cloudComputer(cloud, { packages, env: colleague })
    const shared = {
      ZEN_BACKEND: `file://${await temporaryDirectory()}`,
      PULUMI_CONFIG_PASSPHRASE: 'of both of them',
    }
    cloud.fail({ name: 'namespace', verb: 'create', effect: 'slow', minutes: 0, held: true })

    const first = startZen(here, smallWords(fixture, 'team'), shared)
    await expect
      .poll(() => cloud.journal().some(({ verb }) => verb === 'create'), { timeout: 60_000 })
      .toBe(true)
    const second = await zen(there, smallWords(fixture, 'team'), shared)

    expect(second.exit).toBe(5)
    expect(JSON.parse(second.stdout).error).toMatchObject({ code: 'DEPLOYMENT_LOCKED' })
    cloud.fail()
    succeeded(await first.ended)

    const result = succeeded(await zen(there, smallWords(fixture, 'team'), shared))
    // Whoever deploys is let into the cluster: that may be new.
    expect(result.changes).toMatchObject({ replace: 0, delete: 0 })
    expect((await shown({ ...there, env: { ...there.env, ...shared } }, 'team')).server).toMatchObject({
      healthy: true,
    })
  },
)
