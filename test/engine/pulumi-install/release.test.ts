import { describe, expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { engineVersion, fits, versionIn } from '../../../src/engine/pulumi/install/engine-version.ts'
import { commandRelease, pluginRelease, targetOf } from '../../../src/engine/pulumi/install/release.ts'
import { sourcesOf } from '../../../src/engine/pulumi/install/sources.ts'

describe('the version of the engine', () => {
  test('is the one of the npm package, so that both are of one release', () => {
    expect(engineVersion).toBe(manifest.dependencies['@pulumi/pulumi'])
  })

  test.each([
    ['3.259.0', true],
    ['3.260.1', true],
    ['3.300.0', true],
    ['3.258.9', false],
    ['3.259.0-alpha.1', false],
    ['4.0.0', false],
    ['2.30.0', false],
  ])('%s does: %s', (version, does) => {
    expect(fits(version)).toBe(does)
  })

  test.each([
    ['v3.259.0\n', '3.259.0'],
    ['warning: something\nv3.260.0-dev.1\n', '3.260.0-dev.1'],
    ['command not found', undefined],
    ['', undefined],
  ])('is found in %j: %s', (words, version) => {
    expect(versionIn(words)).toBe(version)
  })
})

const linux = { system: 'linux', processor: 'x64' } as const

describe('names of releases', () => {
  test.each([
    ['linux', 'x64', 'pulumi-v3.259.0-linux-x64.tar.gz', 'linux-amd64'],
    ['linux', 'arm64', 'pulumi-v3.259.0-linux-arm64.tar.gz', 'linux-arm64'],
    ['darwin', 'x64', 'pulumi-v3.259.0-darwin-x64.tar.gz', 'darwin-amd64'],
    ['darwin', 'arm64', 'pulumi-v3.259.0-darwin-arm64.tar.gz', 'darwin-arm64'],
    ['win32', 'x64', 'pulumi-v3.259.0-windows-x64.zip', 'windows-amd64'],
    ['win32', 'arm64', 'pulumi-v3.259.0-windows-arm64.zip', 'windows-arm64'],
  ] as const)('on %s %s', (platform, processor, archive, end) => {
    const target = targetOf(platform, processor)
    if (!target) throw new Error('There is no release.')

    expect(commandRelease(target).archive).toBe(archive)
    const { archive: plugin } = pluginRelease('kubernetes', '4.34.2', target)
    expect(plugin).toBe(`pulumi-resource-kubernetes-v4.34.2-${end}.tar.gz`)
  })

  test('on Windows the programs are called otherwise', () => {
    const windows = { system: 'windows', processor: 'x64' } as const

    expect(commandRelease(windows).program).toBe('pulumi/bin/pulumi.exe')
    expect(pluginRelease('aws', '7.0.0', windows).program).toBe('pulumi-resource-aws.exe')
  })

  test.each([
    ['freebsd', 'x64'],
    ['linux', 'arm'],
    ['linux', 's390x'],
  ] as const)('%s on %s has none', (platform, processor) => {
    expect(targetOf(platform, processor)).toBeUndefined()
  })
})

const addressesOf = (env: Readonly<Record<string, string>>, release = commandRelease(linux)) => {
  const { archive, checksums } = sourcesOf(release, env)
  return { archive: archive.map(String), checksums: checksums.map(String) }
}

describe('where releases come from', () => {
  test('the archive from one place and its checksum from another, each with the other in reserve', () => {
    expect(addressesOf({})).toEqual({
      archive: [
        'https://get.pulumi.com/releases/sdk/pulumi-v3.259.0-linux-x64.tar.gz',
        'https://github.com/pulumi/pulumi/releases/download/v3.259.0/pulumi-v3.259.0-linux-x64.tar.gz',
      ],
      checksums: [
        'https://github.com/pulumi/pulumi/releases/download/v3.259.0/pulumi-3.259.0-checksums.txt',
        'https://get.pulumi.com/releases/sdk/pulumi-3.259.0-checksums.txt',
      ],
    })
    expect(addressesOf({}, pluginRelease('kubernetes', '4.34.2', linux))).toEqual({
      archive: [
        'https://get.pulumi.com/releases/plugins/pulumi-resource-kubernetes-v4.34.2-linux-amd64.tar.gz',
        'https://github.com/pulumi/pulumi-kubernetes/releases/download/v4.34.2/pulumi-resource-kubernetes-v4.34.2-linux-amd64.tar.gz',
      ],
      checksums: [
        'https://github.com/pulumi/pulumi-kubernetes/releases/download/v4.34.2/pulumi-kubernetes_4.34.2_checksums.txt',
        'https://get.pulumi.com/releases/plugins/pulumi-kubernetes_4.34.2_checksums.txt',
      ],
    })
  })

  test.each(['https://mirror.test/pulumi', 'https://mirror.test/pulumi/'])(
    'everything from the mirror %s, laid out as its original or all in one folder',
    (ZEN_PULUMI_MIRROR) => {
      expect(addressesOf({ ZEN_PULUMI_MIRROR })).toEqual({
        archive: [
          'https://mirror.test/pulumi/releases/sdk/pulumi-v3.259.0-linux-x64.tar.gz',
          'https://mirror.test/pulumi/pulumi-v3.259.0-linux-x64.tar.gz',
        ],
        checksums: [
          'https://mirror.test/pulumi/releases/sdk/pulumi-3.259.0-checksums.txt',
          'https://mirror.test/pulumi/pulumi-3.259.0-checksums.txt',
        ],
      })
    },
  )

  test.each(['mirror.test/pulumi', 'ftp://mirror.test', 'file:///mnt/mirror', '/mnt/mirror'])(
    'a mirror called %s is refused',
    (ZEN_PULUMI_MIRROR) => {
      expect(() => addressesOf({ ZEN_PULUMI_MIRROR })).toThrow(
        expect.objectContaining({ code: 'MIRROR_UNUSABLE', exit: 2 }),
      )
    },
  )
})
