/** What a deployment would take and cost with each choice of an option whose choices differ in that. */
import type { Estimate, Provider, Spec } from '../../stacks/contract.ts'

export interface PricedChoice {
  /** Of the option: `preset`. */
  readonly flag: string
  readonly value: string
  readonly isChosen: boolean
  readonly estimate: Estimate
}

/** Empty where a provider has no such option. */
export function pricedChoices({ options, program }: Provider, spec: Spec): readonly PricedChoice[] {
  const { flag, choices = [] } = options.find(({ priced }) => priced) ?? {}
  if (flag === undefined || !program) return []
  return choices.map((value) => ({
    ...{ flag, value, isChosen: spec.options[flag] === value },
    estimate: program.estimate({ ...spec, options: { ...spec.options, [flag]: value } }),
  }))
}
