/** What stays of databases, and what new ones can start from. */

import { refuse } from '../../frame/fields.ts'
import { flagAt, numberAt, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { arn } from '../fields.ts'
import * as kinds from '../kinds.ts'

/** The snapshot that a new database starts from. @param name or ARN @throws what RDS answers when there is none */
export function snapshotFor(view: View, name: string): CloudObject {
  const found = view.list(kinds.snapshot).find(({ id, outputs }) => id === name || outputs['arn'] === name)
  return found ?? refuse('DBSnapshotNotFound', `DBSnapshot not found: ${name}`, 404)
}

/** @throws what RDS answers when it is to make a last snapshot of this name */
export function judgeSnapshot(view: View, name: string | undefined): void {
  if (name === undefined) {
    refuse(
      'InvalidParameterCombination',
      'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
    )
  }
  if (view.find(kinds.snapshot, name)) {
    refuse(
      'DBSnapshotAlreadyExists',
      `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
    )
  }
}

/** Of a database that went: a last snapshot, and the backups that nobody asked to delete. */
export function leaveBehind({ id, inputs, outputs }: CloudObject, view: View): void {
  const identifier = textAt(outputs, 'identifier')
  const tagsAll = flagAt(inputs, 'copyTagsToSnapshot') ? outputs['tagsAll'] : {}
  const name = textAt(inputs, 'finalSnapshotIdentifier')
  const about = { dbInstanceIdentifier: identifier, engine: outputs['engine'], tagsAll }
  if (!flagAt(inputs, 'skipFinalSnapshot') && name !== undefined) {
    const words = { ...about, dbSnapshotIdentifier: name, snapshotType: 'manual', status: 'available' }
    const more = {
      dbSnapshotArn: arn(view, 'rds', `snapshot:${name}`),
      arn: arn(view, 'rds', `snapshot:${name}`),
    }
    view.add({ type: kinds.snapshot, id: name, madeBy: 'cloud', inputs: {}, outputs: { ...words, ...more } })
  }
  if (flagAt(inputs, 'deleteAutomatedBackups') || (numberAt(inputs, 'backupRetentionPeriod') ?? 0) === 0)
    return
  const backup = arn(view, 'rds', `auto-backup:ab-${id.slice(3).toLowerCase()}`)
  view.add({
    type: kinds.retainedBackup,
    id: backup,
    madeBy: 'cloud',
    inputs: {},
    outputs: { ...about, arn: backup },
  })
}
