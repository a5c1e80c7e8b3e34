/** A managed database with a real server behind it. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import { managedDatabases } from '../../cloud/aws/managed-databases.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { direct } from '../../cloud/direct.ts'
import { standBy } from '../../cloud/real-databases.ts'
import { databaseInputs, sampleNetwork } from '../../cloud/sample-network.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const run = promisify(execFile)

test('a managed database is a real one: with its host name certified, for encrypted connections; and it goes', async () => {
  const cloud = await simulatedCloud()
  const { ca } = await standBy(cloud, managedDatabases)
  const aws = direct(cloud)
  const inputs = await databaseInputs(aws, await sampleNetwork(aws))

  const database = await aws.create(kinds.databaseInstance, 'db', inputs)

  const { address, port, endpoint } = database.outputs
  expect(endpoint).toBe(`${address}:${port}`)
  const authority = join(await temporaryDirectory(), 'ca.pem')
  await writeFile(authority, ca)
  const host = String(address)
  const greet = (name: string) =>
    run('openssl', [
      ...['s_client', '-starttls', 'mysql', '-connect', `127.0.0.1:${port}`, '-CAfile', authority],
      ...['-verify_return_error', '-verify_hostname', name, '-brief'],
    ])
  const { stderr } = await withoutInput(greet(host))
  expect(stderr).toContain('Verification: OK')
  await expect(withoutInput(greet('other.test'))).rejects.toThrow('hostname mismatch')
  await aws.remove(database)
  await expect
    .poll(() =>
      withoutInput(greet(host)).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone')
})

/** Says nothing, so that the other program ends. */
function withoutInput<
  T extends Promise<unknown> & { readonly child: { readonly stdin: { end(): void } | null } },
>(running: T): T {
  running.child.stdin?.end()
  return running
}
