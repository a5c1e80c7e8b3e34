/** Reads `values.yaml` of the chart together with its comments, which are the documentation of the values. */
import { parse } from 'yaml'

/** One key of `values.yaml`, in the order of the file. */
export interface ChartValue {
  /** `['server', 'replicaCount']` */
  readonly path: readonly string[]
  /** The comment above the key, as one paragraph. */
  readonly comment: string
  /** What `@schema` says in addition to the default. */
  readonly schema: Readonly<Record<string, unknown>> | undefined
  readonly default: unknown
  /** It only holds other documented values. */
  readonly isSection: boolean
}

/**
 * A map is a section unless `@schema` describes it as a whole or it is empty: what is inside of such a map is passed on
 * as it is, and is no documented value.
 *
 * @throws Error when an annotation is no JSON, or a line is indented in a way this reader does not know
 */
export function readChartValues(text: string): readonly ChartValue[] {
  const defaults: unknown = parse(text)
  const values: ChartValue[] = []
  const open: { key: string; isWhole: boolean }[] = []
  let comment: string[] = []
  for (const line of text.split('\n')) {
    const key = /^( *)([A-Za-z_][\w./-]*):/.exec(line)
    if (line.trim().startsWith('#')) comment.push(line.trim().replace(/^# ?/, ''))
    else if (line.trim() === '') comment = []
    else if (key) {
      open.length = (key[1] ?? '').length / 2
      if (!open.some(({ isWhole }) => isWhole)) {
        const path = [...open.map(({ key: name }) => name), key[2] ?? '']
        values.push(toValue(path, comment, at(defaults, path)))
      }
      open.push({ key: key[2] ?? '', isWhole: values.at(-1)?.isSection === false })
      comment = []
    } else if (!open.some(({ isWhole }) => isWhole)) throw new Error(`Not understood: ${line}`)
  }
  return values
}

function toValue(path: readonly string[], comment: readonly string[], value: unknown): ChartValue {
  const annotation = comment.find((line) => line.startsWith('@schema '))?.slice('@schema '.length)
  const schema: unknown = annotation === undefined ? undefined : JSON.parse(annotation)
  return {
    path,
    comment: comment.filter((line) => !line.startsWith('@schema ')).join(' '),
    schema: isMap(schema) ? schema : undefined,
    default: value,
    isSection: schema === undefined && isMap(value) && Object.keys(value).length > 0,
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inside, key) => (isMap(inside) ? inside[key] : undefined), value)
}

/** Whether a value of YAML or JSON is a map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
