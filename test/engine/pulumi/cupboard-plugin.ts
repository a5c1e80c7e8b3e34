/**
 * Stands in for the Kubernetes plugin, in a process of its own that the real engine starts: its cluster is a folder
 * (`CUPBOARD`), an object in it is a file called like the object. Objects are made, not upserted: making one that is
 * there already fails.
 *
 * What goes wrong is said by files beside the objects: `NAME.refuse` (it can't be made, changed or removed; the text is
 * why), `NAME.hold` (the call waits as long as the file is there), `NAME.late` (the same, with the object there
 * already). A call that waits says so by a file `NAME.waiting`. What the plugin was told is in `plugin.environment`.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { main, type Provider } from '@pulumi/pulumi/provider/index.js'

const folder = process.env['CUPBOARD'] ?? ''
const at = (name: string) => join(folder, name)

interface Inputs {
  readonly metadata: { readonly name: string }
  readonly content: unknown
}

/** Secrets come wrapped: `{SIGNATURE: …, value}`. */
function plain(content: unknown): unknown {
  const isWrapped = typeof content === 'object' && content !== null && 'value' in content
  return isWrapped ? content.value : content
}

async function obstructed(name: string): Promise<void> {
  if (existsSync(at(`${name}.refuse`))) throw new Error(readFileSync(at(`${name}.refuse`), 'utf8'))
  await wait(name, 'hold')
}

async function wait(name: string, kind: 'hold' | 'late'): Promise<void> {
  if (!existsSync(at(`${name}.${kind}`))) return
  writeFileSync(at(`${name}.waiting`), '')
  while (existsSync(at(`${name}.${kind}`))) await delay(20)
  rmSync(at(`${name}.waiting`), { force: true })
}

const provider: Provider = {
  version: '4.34.2',
  check: async (_urn, _olds, inputs) => ({ inputs }),
  diff: async (_id, _urn, olds, news) => ({
    changes: JSON.stringify(plain(olds.content)) !== JSON.stringify(plain(news.content)),
  }),
  create: async (_urn, { metadata: { name }, content }: Inputs) => {
    await obstructed(name)
    if (existsSync(at(name))) throw new Error(`${name} is there already`)
    writeFileSync(at(name), JSON.stringify(plain(content)))
    await wait(name, 'late')
    return { id: name, outs: { content, metadata: { name } } }
  },
  read: async (id) => {
    if (!existsSync(at(id))) return { id: '', props: {} }
    const found = { content: JSON.parse(readFileSync(at(id), 'utf8')), metadata: { name: id } }
    return { id, props: found, inputs: found }
  },
  update: async (id, _urn, _olds, { content }: Inputs) => {
    await obstructed(id)
    writeFileSync(at(id), JSON.stringify(plain(content)))
    return { outs: { content, metadata: { name: id } } }
  },
  delete: async (id) => {
    await obstructed(id)
    rmSync(at(id), { force: true })
  },
}

writeFileSync(at('plugin.environment'), JSON.stringify(process.env))
await main(provider, process.argv.slice(2))
