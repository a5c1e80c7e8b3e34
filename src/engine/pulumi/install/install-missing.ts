/** Installing what `findEngine` does not find. Loaded only then. */
import { engineNotRunning } from '../../../errors/engine-program.ts'
import { askVersion } from './ask-version.ts'
import { engineVersion } from './engine-version.ts'
import { findCommand } from './find-command.ts'
import { findPlugin } from './find-plugin.ts'
import { type Installing, install, installAlone } from './install.ts'
import { commandPart, type Plugin, pluginPart } from './places.ts'

/** @throws ZenError of the catalogue `errors/engine-program.ts`, or `INTERRUPTED` */
export async function installMissing(plugins: readonly Plugin[], installing: Installing): Promise<void> {
  await installAlone(installing, async () => {
    await installCommand(installing)
    for (const plugin of plugins) await installPlugin(plugin, installing)
  })
}

/** Another zen may have installed it while this one waited. */
async function installCommand(installing: Installing): Promise<void> {
  const { facts } = installing
  if ((await findCommand(facts)).found) return
  const part = commandPart(facts.dataDirectory)
  const prove = async (program: string) => {
    const said = await askVersion(program, facts)
    const words = said.version === undefined ? said.words : `It says that it is ${said.version}.`
    if (said.version !== engineVersion) throw engineNotRunning(part.label, words)
  }
  await install({ part, prove }, installing)
}

async function installPlugin(plugin: Plugin, installing: Installing): Promise<void> {
  const { facts } = installing
  const place = await findPlugin(plugin, facts)
  if (place.kind === 'ready' || place.kind === 'elsewhere') return
  const archive = place.kind === 'archive' && { archive: place.archive }
  await install({ part: pluginPart(facts.dataDirectory, plugin), ...archive }, installing)
}
