/** What a person can decide about a destroy. */
import type { Option } from '../../stacks/contract.ts'

const deleteDataOption: Option = {
  flag: 'delete-data',
  type: 'boolean',
  summary: 'delete the database too, for good, without a last snapshot',
}

const keepDatabaseOption: Option = {
  flag: 'keep-database',
  type: 'boolean',
  summary: 'keep the database itself, also where a last snapshot of it is what is usual',
}

const clusterGoneOption: Option = {
  flag: 'cluster-gone',
  type: 'boolean',
  summary: 'the cluster does not exist any more: forget what was in it',
}

const forceOption: Option = {
  flag: 'force',
  type: 'boolean',
  summary: 'pass over what refuses to go, take everything else away, and list what is left',
}

const forgetOption: Option = {
  flag: 'forget',
  type: 'boolean',
  summary: 'take nothing away: only forget what nobody can reach any more, and list what may still be there',
}

export const destroyOptions = [
  deleteDataOption,
  keepDatabaseOption,
  clusterGoneOption,
  forceOption,
  forgetOption,
]
