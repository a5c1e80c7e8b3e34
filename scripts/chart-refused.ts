/** Keys of ZenML's own chart that ours refuses with a sentence: `charts/zenml/files/refused.yaml`. */
import { parse } from 'yaml'
import { isMap } from './chart-values.ts'

export interface RefusedKey {
  /** `server.pro` */
  readonly key: string
  /** What to do instead: a fragment without full stop. */
  readonly instead: string
}

/** @throws Error when the file is not a list of `{key, instead}` */
export function readRefusedKeys(text: string): readonly RefusedKey[] {
  const list: unknown = parse(text)
  if (!Array.isArray(list)) throw new Error('refused.yaml must be a list')
  return list.map((entry: unknown) => {
    if (!isMap(entry) || typeof entry['key'] !== 'string' || typeof entry['instead'] !== 'string')
      throw new Error('refused.yaml must be a list of {key, instead}')
    return { key: entry['key'], instead: entry['instead'] }
  })
}
