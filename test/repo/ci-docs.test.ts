/** The pipelines of docs/ci.md: as YAML, as configuration, and every zen command in them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { exitCodes } from '../../src/errors/zen-error.ts'
import { readManifest } from './manifest.ts'
import { root } from './source-file.ts'

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text)
const [config, github, gitlab, ...logins] = blocks('yaml').map((text): unknown => parse(text))

/** Every text anywhere in a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Words of each `zen` command in these lines, without what a shell does around it. */
function commandsIn(texts: readonly string[]): readonly (readonly string[])[] {
  const lines = texts.flatMap((text) => text.split('\n'))
  return lines.flatMap((line) => {
    const [, words] = /^\s*(?:- )?zen ([^|>&]*)/.exec(line) ?? []
    return words === undefined ? [] : [words.trim().split(/\s+/)]
  })
}

/** What is wrong with a command, by what the built zen takes. */
function problemsOf([id = '', ...words]: readonly string[]): readonly string[] {
  const command = readManifest().find((each) => each.id === id)
  if (!command) return [`no command ${id}`]
  const rest = [...words]
  const problems: string[] = []
  while (rest.length > 0) {
    const word = rest.shift() ?? ''
    const flag = command.flags[word.replace(/^--/, '')]
    if (!word.startsWith('--')) {
      if (Object.keys(command.args).length === 0) problems.push(`${id} takes no argument ${word}`)
    } else if (!flag) problems.push(`${id} has no flag ${word}`)
    else if (flag.type === 'option' && rest.shift() === undefined) problems.push(`${word} wants a value`)
  }
  return problems
}

const inline = [...page.matchAll(/`(zen [^`]+)`/g)].map(([, command = '']) => command)
const commands = commandsIn([...textsIn(github), ...textsIn(gitlab), ...blocks('console'), ...inline])

describe('the pipelines of the documentation', () => {
  test('hold the commands that a pipeline needs', () => {
    for (const pipeline of [github, gitlab]) {
      const words = commandsIn(textsIn(pipeline)).map((command) => command.join(' '))
      expect(words).toEqual([
        'deploy --config zen.yaml --preview',
        'deploy --provider aws --config zen.yaml --yes --json',
        'destroy --config zen.yaml --yes --json',
      ])
    }
  })

  test.each(commands.map((words) => [words.join(' '), words] as const))(
    'zen %s can be typed',
    (_line, words) => {
      expect(problemsOf(words)).toEqual([])
    },
  )

  test('would notice a command that can not', () => {
    expect(problemsOf(['deploy', '--conifg', 'zen.yaml'])).toHaveLength(2)
    expect(problemsOf(['deploy', '--config'])).toHaveLength(1)
    expect(problemsOf(['depoly'])).toHaveLength(1)
  })

  test('use a configuration file as zen takes it, without secrets', () => {
    const schema: object = JSON.parse(readFileSync(join(root, 'schemas/config.schema.json'), 'utf8'))
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema)

    expect([validate(config), validate.errors]).toEqual([true, null])
    expect(config).toMatchObject({ provider: 'aws', backend: expect.stringMatching(/^s3:/) })
  })

  test('are what their services take', () => {
    expect(github).toMatchObject({
      permissions: { 'id-token': 'write', contents: 'read' },
      concurrency: expect.any(String),
      jobs: { zen: { env: { ZEN_PASSWORD: expect.stringContaining('secrets.') } } },
    })
    expect(gitlab).toMatchObject({
      default: { id_tokens: { AWS_TOKEN: { aud: expect.any(String) } } },
      deploy: { resource_group: 'zen-team', environment: { on_stop: 'destroy' } },
      destroy: { resource_group: 'zen-team', environment: { action: 'stop' } },
    })
  })

  test('log in elsewhere without a key, too', () => {
    expect(logins).toMatchObject([
      [{ uses: expect.stringMatching(/^google-github-actions\/auth@/) }],
      { default: { id_tokens: { GOOGLE_TOKEN: { aud: expect.any(String) } } } },
      [
        { uses: expect.stringMatching(/^azure\/login@/) },
        { run: expect.stringContaining('ARM_USE_OIDC=true') },
      ],
      {
        default: { id_tokens: { ARM_OIDC_TOKEN: { aud: expect.any(String) } } },
        variables: { ARM_USE_OIDC: 'true' },
      },
    ])
  })

  test('explain every exit code that zen has there', () => {
    const explained = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))

    // Nobody is there to say no.
    expect(explained).toEqual(Object.values(exitCodes).filter((code) => code !== exitCodes.declined))
  })
})
