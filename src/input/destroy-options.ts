/** What a person can decide about a destroy. */
import type { Option } from '../../stacks/contract.ts'

const decision = (flag: string, summary: string): Option => ({ flag, type: 'boolean', summary })

export const destroyOptions: readonly Option[] = [
  decision('delete-data', 'delete the database too, for good, without a last snapshot'),
  decision('keep-database', 'keep the database itself, also where a last snapshot of it is what is usual'),
  decision('cluster-gone', 'the cluster does not exist any more: forget what was in it'),
  decision('force', 'pass over what refuses to go, take everything else away, and list what is left'),
  decision(
    'forget',
    'take nothing away: only forget what nobody can reach any more, and list what may still be there',
  ),
]
