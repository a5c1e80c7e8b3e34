import type { DestroyOptions } from '../actions/destroy.ts'
import type { Input } from './parsed-input.ts'

/** What a person said, in the words of the destroy action. */
export function toDestroyOptions({ values, name, problems }: Input): DestroyOptions {
  const [deleteData, keepData] = [values['delete-data'] === true, values['keep-database'] === true]
  return {
    name,
    problems: deleteData && keepData ? [...problems, contradiction] : problems,
    yes: values['yes'] === true,
    deleteData,
    keepData,
    clusterGone: values['cluster-gone'] === true,
    force: values['force'] === true,
    unlock: values['unlock'] === true,
  }
}

const contradiction = {
  flag: 'keep-database',
  message: '--keep-database and --delete-data exclude each other: the data stays or it goes',
}
