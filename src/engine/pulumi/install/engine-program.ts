/**
 * The Pulumi CLI and its plugins: found on this computer, or downloaded as their makers released them. For people:
 * docs/engine.md.
 */
import type { Check } from '../../../../stacks/contract.ts'
import type { EngineFacts, EngineListener } from '../../engine.ts'
import { findCommand } from './find-command.ts'
import { findPlugin } from './find-plugin.ts'
import { linkProgram } from './link.ts'
import { type Plugin, pluginPart, pulumiHome } from './places.ts'

/** Plugins by name, with the exact version of their npm package: `{kubernetes: '4.34.2'}`. */
export type Plugins = Readonly<Record<string, string>>

export interface EngineProgram {
  /** Absolute path of the Pulumi CLI. */
  readonly command: string
  /** The folder to run it with as `PULUMI_HOME`: it has the plugins. */
  readonly pulumiHome: string
}

/**
 * The engine as it is on this computer. Downloads nothing; plugins of the user's own Pulumi are linked to.
 * @returns `undefined` when something is missing
 * @throws ZenError when a variable (`ZEN_PULUMI`, `ZEN_PULUMI_PLUGINS`) names something that is of no use
 */
export async function findEngine(facts: EngineFacts, plugins: Plugins): Promise<EngineProgram | undefined> {
  const { found } = await findCommand(facts)
  const places = await Promise.all(
    pluginsOf(plugins).map(async (plugin) => ({ plugin, place: await findPlugin(plugin, facts) })),
  )
  if (!found || places.some(({ place }) => place.kind === 'missing' || place.kind === 'archive'))
    return undefined
  for (const { plugin, place } of places) {
    if (place.kind === 'elsewhere')
      await linkProgram(place.program, pluginPart(facts.dataDirectory, plugin).program)
  }
  return { command: found.command, pulumiHome: pulumiHome(facts.dataDirectory) }
}

/**
 * The engine, with what is missing downloaded and checked first. What a failure, an interruption or a killed zen leaves
 * is never taken for an engine, and is gone after the next run.
 * @throws ZenError of the catalogue `errors/engine-program.ts`, or `INTERRUPTED`
 */
export async function ensureEngine(
  facts: EngineFacts,
  plugins: Plugins,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<EngineProgram> {
  const ready = await findEngine(facts, plugins)
  if (ready) return ready
  const { installMissing } = await import('./install-missing.ts')
  await installMissing(pluginsOf(plugins), { facts, listener, signal })
  const complete = await findEngine(facts, plugins)
  if (!complete) throw new Error('The engine was installed, and is not there.')
  return complete
}

/**
 * Where each part is, or where it will be downloaded from and how large it is; failed when it can't be had at all.
 * `zen deploy` and `zen doctor` ask.
 */
export function engineChecks(facts: EngineFacts, plugins: Plugins): readonly Check[] {
  const findings = () => import('./findings.ts')
  return [
    {
      id: 'pulumi',
      title: 'The Pulumi engine',
      run: async (signal) => (await findings()).commandFinding(facts, signal),
    },
    ...pluginsOf(plugins).map((plugin) => ({
      id: `pulumi-plugin-${plugin.name}`,
      title: `Pulumi's ${plugin.name} plugin`,
      run: async (signal?: AbortSignal) => (await findings()).pluginFinding(plugin, facts, signal),
    })),
  ]
}

function pluginsOf(plugins: Plugins): readonly Plugin[] {
  return Object.entries(plugins).map(([name, version]) => ({ name, version }))
}
