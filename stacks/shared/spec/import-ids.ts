/** Ids by which providers import resources, made of what a program says about them. */

export type Inputs = Readonly<Record<string, unknown>>

/** By type: names of inputs in braces, and what is around them: `{clusterName}:{addonName}`. */
export type ImportTemplates = Readonly<Record<string, string>>

/** @returns `undefined` where the cloud gives the id, which only its answers tell */
export function importIdBy(templates: ImportTemplates, type: string, inputs: Inputs): string | undefined {
  const template = templates[type]
  if (template === undefined) return undefined
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  if (!names.every((name) => typeof inputs[name] === 'string')) return undefined
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(inputs[name]))
}
