import type { DestroyOptions } from '../actions/destroy.ts'
import type { ForgetOptions } from '../actions/forget.ts'
import { destroyOptions } from './destroy-options.ts'
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

/** The same where nothing is to be taken away. */
export function toForgetOptions({ values, name, problems }: Input): ForgetOptions {
  const flags = destroyOptions
    .map(({ flag }) => flag)
    .filter((flag) => flag !== 'forget' && values[flag] === true)
  return {
    name,
    problems: [...problems, ...flags.map(takesAway)],
    yes: values['yes'] === true,
    unlock: values['unlock'] === true,
  }
}

function takesAway(flag: string) {
  return { flag, message: `--forget and --${flag} exclude each other: to forget is to take nothing away` }
}
