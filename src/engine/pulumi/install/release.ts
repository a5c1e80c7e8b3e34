/**
 * What Pulumi's makers publish, and under which names.
 * CLI: https://github.com/pulumi/pulumi/blob/v3.259.0/.goreleaser.yml and `.github/workflows/sign.yml` beside it.
 * Plugins: `standardAssetName` in https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/workspace/plugins.go;
 * their checksums: https://goreleaser.com/customization/checksum and `.github/workflows/publish.yml` of the providers.
 */
import { engineVersion } from './engine-version.ts'

/** A kind of computer that there are releases for. */
export interface Target {
  readonly system: 'linux' | 'darwin' | 'windows'
  readonly processor: 'x64' | 'arm64'
}

/** One archive of one release. */
export interface Release {
  /** Name of the archive's file. */
  readonly archive: string
  /** Name of the file with the checksums of all archives of the release. */
  readonly checksums: string
  /** Folder of both files at https://get.pulumi.com. */
  readonly folder: string
  /** Folder of both files at https://github.com. */
  readonly githubFolder: string
  /** Path of the program in the archive. */
  readonly program: string
}

/** @returns `undefined` for a computer that nothing is released for */
export function targetOf(platform: NodeJS.Platform, processor: string): Target | undefined {
  const system = platform === 'win32' ? 'windows' : platform
  if (system !== 'linux' && system !== 'darwin' && system !== 'windows') return undefined
  return processor === 'x64' || processor === 'arm64' ? { system, processor } : undefined
}

/** The CLI. Its archive holds language hosts too, which zen's programs do without. */
export function commandRelease({ system, processor }: Target): Release {
  const [end, program] = system === 'windows' ? ['zip', 'pulumi/bin/pulumi.exe'] : ['tar.gz', 'pulumi/pulumi']
  return {
    archive: `pulumi-v${engineVersion}-${system}-${processor}.${end}`,
    checksums: `pulumi-${engineVersion}-checksums.txt`,
    folder: 'releases/sdk',
    githubFolder: `pulumi/pulumi/releases/download/v${engineVersion}`,
    program,
  }
}

/** A resource plugin of Pulumi's own, which all live in `github.com/pulumi/pulumi-NAME`. */
export function pluginRelease(name: string, version: string, { system, processor }: Target): Release {
  const goProcessor = processor === 'x64' ? 'amd64' : processor
  return {
    archive: `pulumi-resource-${name}-v${version}-${system}-${goProcessor}.tar.gz`,
    checksums: `pulumi-${name}_${version}_checksums.txt`,
    folder: 'releases/plugins',
    githubFolder: `pulumi/pulumi-${name}/releases/download/v${version}`,
    program: programOfPlugin(name, system),
  }
}

/** File name of a plugin's program. */
export function programOfPlugin(name: string, system: Target['system'] | undefined): string {
  return `pulumi-resource-${name}${system === 'windows' ? '.exe' : ''}`
}
