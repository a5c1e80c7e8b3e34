import type { DestroyOptions } from '../actions/destroy.ts'
import type { Input } from './parsed-input.ts'

/** What a person said, in the words of the destroy action. */
export function toDestroyOptions({ values, name, problems }: Input): DestroyOptions {
  return {
    name,
    problems,
    yes: values['yes'] === true,
    deleteData: values['delete-data'] === true,
    unlock: values['unlock'] === true,
  }
}
