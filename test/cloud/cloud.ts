/** A simulated cloud for a test: install its plugins, decide about it, look into it, meddle with it. See `README.md`. */
import { join } from 'node:path'
import { temporaryDirectory } from '../temporary-directory.ts'
import { onTestFinished } from '../test-end.ts'
import { type Account, accountOf } from './account.ts'
import { administrator } from './aws/administrator.ts'
import { aws } from './aws/aws.ts'
import type { CloudDefinition } from './frame/definition.ts'
import type { Fault } from './frame/faults.ts'
import { type JournalCall, readJournal } from './frame/journal.ts'
import { writeSettings, writeWhole } from './frame/settings.ts'
import type { Settings, View } from './frame/view.ts'
import { openWorld, type World } from './frame/world.ts'
import { installPlugin, writePlugin } from './install.ts'
import { clouds } from './provider/definitions.ts'

export interface SimulatedCloud {
  readonly folder: string
  /** Puts plugins where Pulumi keeps them. @param home `PULUMI_HOME` */
  install(home: string, ...packages: readonly string[]): Promise<void>
  /** Puts plugins into a folder by name, as `ZEN_PULUMI_PLUGINS` or `PATH` can name it. */
  programs(folder: string, ...packages: readonly string[]): Promise<void>
  /** Starts the APIs of these packages that listen beside their providers. @returns variables that lead there */
  api(...packages: readonly string[]): Promise<Readonly<Record<string, string>>>
  /** Decides; from the next call on. */
  set(changes: Partial<Settings>): void
  /** What goes wrong from the next call on, in place of what was to go wrong before. */
  fail(...faults: readonly Fault[]): void
  journal(): readonly JournalCall[]
  /** What an account has. @param number the administrator's own at AWS where none is given */
  account(number?: string, definition?: CloudDefinition): Account
  /** Does something in a region of the administrator's account while nobody else changes anything there. */
  visit<T>(region: string, work: (view: View) => T): T
  readonly world: World
}

/** An empty cloud, gone with the test. Nothing in it takes time unless a test says so. */
export async function simulatedCloud(settings: Partial<Settings> = {}): Promise<SimulatedCloud> {
  const folder = await temporaryDirectory()
  const world = openWorld(folder)
  onTestFinished(() => world.close())
  const identities = Object.values(clouds).map((cloud) => cloud.administrator)
  writeSettings(folder, { identities, ...settings })
  let faultNumber = 0
  return {
    folder,
    world,
    install: async (home, ...packages) => {
      for (const name of packages) await installPlugin(name, home, folder)
    },
    programs: async (place, ...packages) => {
      for (const name of packages) await writePlugin(name, place, folder)
    },
    api: async (...packages) => {
      const servers = await Promise.all(packages.map((name) => clouds[name]?.serve?.(world)))
      for (const server of servers) if (server) onTestFinished(() => server.close())
      return Object.assign({}, ...servers.map((server) => server?.env))
    },
    set: (changes) => writeSettings(folder, changes),
    fail: (...faults) => {
      const numbered = faults.map((fault) => {
        faultNumber += 1
        return { id: `fault ${faultNumber}`, ...fault }
      })
      writeWhole(join(folder, 'faults.json'), numbered)
    },
    journal: () => readJournal(folder),
    visit: (region, work) => world.visit(aws, administrator.account, region, work),
    account: (number = administrator.account, definition = aws) => accountOf(world, number, definition),
  }
}
