import { describe, expect, it } from 'vitest'
import { complete, isOpen, type Layers, resolveOptions } from '../../src/deployment/resolve.ts'
import type { Option, Provider } from '../../stacks/contract.ts'

const text = { type: 'text', summary: 'text', placeholder: 'TEXT' } as const
const options: readonly Option[] = [
  { ...text, flag: 'region', required: true },
  { ...text, flag: 'image', default: ({ clientVersion }) => clientVersion && `server:${clientVersion}` },
  { ...text, flag: 'url', type: 'url', passwordTo: 'secret' },
  { ...text, flag: 'secret', secret: true, required: true, question: 'Secret?' },
]
const provider: Provider = {
  ...{ id: 'moon', label: 'Moon', summary: 'far away', defaultName: 'moon', engine: 'local', options },
  problems: ({ region }) => (region === 'dark' ? ['Nothing grows there'] : []),
  readme: { creates: '', costs: '', needs: '' },
}
const nothing: Layers = { given: {}, config: {}, stored: {}, secrets: {} }

describe('values', () => {
  it('come from given before config before stored', () => {
    const values = (layers: Partial<Layers>) => resolveOptions(provider, { ...nothing, ...layers }).values

    const [given, config, stored] = [{ region: 'a' }, { region: 'b' }, { region: 'c' }]
    expect(values({ given, config, stored })).toEqual({ region: 'a' })
    expect(values({ config, stored })).toEqual({ region: 'b' })
    expect(values({ stored })).toEqual({ region: 'c' })
  })

  it('get defaults that depend on this computer', () => {
    const resolved = resolveOptions(provider, nothing)

    expect(complete(provider, resolved, { clientVersion: '0.98.0' }).values).toEqual({
      image: 'server:0.98.0',
    })
    expect(complete(provider, resolved, {}).values).toEqual({})
  })

  it('are missed, each once, and checked together', () => {
    const wrong = resolveOptions(provider, { ...nothing, given: { region: ['?'] } })
    expect(complete(provider, wrong, {}).problems.map(({ flag }) => flag)).toEqual(['region', 'secret'])

    const dark = resolveOptions(provider, { ...nothing, given: { region: 'dark' }, secrets: { secret: 's' } })
    expect(complete(provider, dark, {}).problems).toEqual([{ message: 'Nothing grows there' }])
  })
})

describe('a secret', () => {
  it('of another provider is not passed on', () => {
    const secrets = { secret: 's', 'other-secret': 'o' }

    expect(resolveOptions(provider, { ...nothing, secrets }).secrets).toEqual({ secret: 's' })
  })

  it('is taken out of a URL, unless it was given better', () => {
    const given = { url: 'mysql://u:p%2Fw@h:1/d' }

    expect(resolveOptions(provider, { ...nothing, given })).toMatchObject({
      ...{ values: { url: 'mysql://u@h:1/d' }, secrets: { secret: 'p/w' } },
    })
    expect(resolveOptions(provider, { ...nothing, given, secrets: { secret: 'better' } })).toMatchObject({
      ...{ values: { url: 'mysql://u@h:1/d' }, secrets: { secret: 'better' } },
    })
  })
})

it('a question is open until it is answered, and only if it applies', () => {
  const [, , , secret] = options
  if (!secret) throw new Error('no such option')
  const known = { values: {}, secrets: {}, facts: {} }

  expect(isOpen(secret, provider, known)).toBe(true)
  expect(isOpen(secret, provider, { ...known, secrets: { secret: 's' } })).toBe(false)
  expect(isOpen({ ...secret, askWhen: () => false }, provider, known)).toBe(false)
  expect(options.filter((option) => isOpen(option, provider, known))).toEqual([secret])
})

describe('an option that goes with another', () => {
  const wind: Option = { ...text, flag: 'wind', default: 'calm', question: 'Wind?' }
  const sail: Option = {
    ...{ ...text, flag: 'sail', default: 'white', question: 'Sail?' },
    goesWith: { words: '--wind strong', when: (values) => values['wind'] === 'strong' },
  }
  const rope: Option = {
    ...{ ...text, flag: 'rope', secret: true },
    goesWith: { words: '--wind strong', when: (values) => values['wind'] === 'strong' },
  }
  const sea: Provider = { ...provider, options: [wind, sail, rope], problems: () => [] }
  const completed = (layers: Partial<Layers>) =>
    complete(sea, resolveOptions(sea, { ...nothing, ...layers }), {})

  it('has its default there, and is no part of the spec elsewhere', () => {
    expect(completed({ given: { wind: 'strong' } }).values).toEqual({ wind: 'strong', sail: 'white' })
    expect(completed({}).values).toEqual({ wind: 'calm' })
  })

  it('is refused elsewhere when it is given', () => {
    expect(completed({ given: { sail: 'red' }, secrets: { rope: 'long' } }).problems).toEqual([
      { flag: 'sail', message: '--sail goes with --wind strong' },
      { flag: 'rope-file', message: '--rope-file goes with --wind strong' },
    ])
  })

  it('is forgotten elsewhere when only an earlier spec had it', () => {
    expect(completed({ given: { wind: 'calm' }, stored: { wind: 'strong', sail: 'red' } })).toMatchObject({
      ...{ values: { wind: 'calm' }, problems: [] },
    })
  })

  it('is asked about only there', () => {
    expect(isOpen(sail, sea, { values: {}, secrets: {}, facts: {} })).toBe(false)
    expect(isOpen(sail, sea, { values: { wind: 'strong' }, secrets: {}, facts: {} })).toBe(true)
  })
})

it('an empty value takes back what an earlier spec had', () => {
  const taken = resolveOptions(provider, { ...nothing, given: { image: '' }, stored: { image: 'mine' } })

  expect(taken).toMatchObject({ values: {}, problems: [], given: [], decided: ['image'] })
})

it('so does an empty value of a flag that can be given several times', () => {
  const tags: Option = { ...text, flag: 'tag', type: 'list' }
  const sea: Provider = { ...provider, options: [tags], problems: () => [] }

  expect(resolveOptions(sea, { ...nothing, given: { tag: [''] }, stored: { tag: ['a'] } })).toMatchObject({
    ...{ values: {}, problems: [], decided: ['tag'] },
  })
})

it('a request decides about the password in a URL that it gives, and not about one of earlier', () => {
  const url = { ...nothing, given: { url: 'mysql://u:p@h:1/d' } }

  expect(resolveOptions(provider, url).decided).toContain('secret')
  expect(resolveOptions(provider, { ...nothing, storedSecrets: { secret: 'old' } })).toMatchObject({
    ...{ secrets: { secret: 'old' }, given: [], decided: [] },
  })
})
