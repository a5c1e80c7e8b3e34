/** The programs that run in pods: ZenML servers, each with the database that its release names. */
import { createHash } from 'node:crypto'
import { type FakeZenmlServer, startFakeZenmlServer } from '../../fakes/fake-zenml-server.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { onTestFinished } from '../../test-end.ts'
import { startZenmlServer } from '../../zenml/server.ts'
import { type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import type { CloudObject } from '../frame/view.ts'

export interface PodServers {
  /** Port of this computer at which the server of a release answers; started when somebody asks for the first time. */
  portOf(release: CloudObject): Promise<number>
}

interface Running {
  readonly port: number
  readonly become: (version: string) => void
}

/** They end with the test. @param isReal ZenML's own, which take seconds to start; else stand-ins */
export function podServers(isReal: boolean): PodServers {
  const known = new Map<string, Promise<Running>>()
  return {
    portOf: async (release) => {
      const values = propertiesAt(release.inputs, 'values')
      const database = databaseOf(release, values)
      const running = known.get(database) ?? (isReal ? startReal(values) : startFake(values))
      known.set(database, running)
      const { port, become } = await running
      become(versionOf(values))
      return port
    },
  }
}

/** Whatever data is the server's: who has the same finds the same users and keys. */
function databaseOf(release: CloudObject, values: Properties): string {
  const url = textAt(values, 'server.database.url')
  if (url !== undefined) return `${new URL(url).host}${new URL(url).pathname}`
  // A claim is as old as the keys that were made with it.
  const key = textAt(values, 'server.secretsStore.sql.encryptionKey') ?? ''
  return `${release.region} ${release.id} ${createHash('sha256').update(key).digest('hex')}`
}

function versionOf(values: Properties): string {
  const [version] = /^\d+\.\d+\.\d+\w*/.exec(textAt(values, 'server.image.tag') ?? '') ?? []
  return version ?? '0.98.0'
}

function administratorIn(values: Properties) {
  const admin = propertiesAt(values, 'server.admin')
  return { username: textAt(admin, 'username') ?? 'default', password: textAt(admin, 'password') ?? '' }
}

async function startFake(values: Properties): Promise<Running> {
  const server: FakeZenmlServer = await startFakeZenmlServer({
    ...administratorIn(values),
    version: versionOf(values),
  })
  onTestFinished(() => server.close())
  return { port: Number(new URL(server.url).port), become: server.become }
}

async function startReal(values: Properties): Promise<Running> {
  const directory = await temporaryDirectory()
  const server = await startZenmlServer({ directory, administrator: administratorIn(values) })
  onTestFinished(() => server.stop())
  return { port: Number(new URL(server.url).port), become: () => undefined }
}
