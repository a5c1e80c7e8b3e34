/** What Cloud SQL refuses, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import * as kinds from './gcp/kinds.ts'
import { databaseInputs, privateAccess, project, sampleNetwork } from './gcp-sample.ts'

async function placeForDatabases(settings = {}) {
  const made = await project(settings)
  const net = await sampleNetwork(made.google)
  await privateAccess(made.google, net)
  const create = (more: object = {}, settingsToo: object = {}) => {
    const inputs = databaseInputs(net, { ...settingsToo })
    return made.google.create(kinds.databaseInstance, 'db', { ...inputs, ...more })
  }
  return { ...made, net, create }
}

describe('databases', () => {
  test('lie in networks that have a way to them', async () => {
    const { google } = await project()
    const net = await sampleNetwork(google)

    await expect(google.create(kinds.databaseInstance, 'db', databaseInputs(net))).rejects.toThrow(
      "Error, failed to create instance zen-1: googleapi: Error 400: Failed to create subnetwork. Couldn't find free blocks, or the network doesn't have at least 1 private services connection.",
    )
  })

  test('have names, sizes and versions by the rules', async () => {
    const { create } = await placeForDatabases()
    const settings = (more: object) => create({}, more)

    await expect(create({ name: 'Zen' })).rejects.toThrow('Invalid request: instance name (Zen)')
    await expect(create({ name: `z${'e'.repeat(90)}` })).rejects.toThrow('Invalid request: instance name')
    await expect(settings({ edition: undefined })).rejects.toThrow(
      'Invalid request: Invalid Tier (db-g1-small) for (ENTERPRISE_PLUS) Edition. Use a predefined Tier like db-perf-optimized-N-2 instead.',
    )
    await expect(settings({ tier: 'db-giant' })).rejects.toThrow(
      'Invalid Tier (db-giant) for (ENTERPRISE) Edition',
    )
    await expect(create({ databaseVersion: 'MYSQL_5_5' })).rejects.toThrow('Invalid database version')
    await expect(settings({ diskSize: 5 })).rejects.toThrow('at least 10 GB')
    await expect(settings({ availabilityType: 'REGIONAL' })).rejects.toThrow(
      'High availability requires automated backups and binary logging',
    )
    await expect(settings({ ipConfiguration: { ipv4Enabled: false } })).rejects.toThrow(
      'At least one of Public IP or Private IP',
    )
  })

  test('have names that nobody gets again for a week', async () => {
    const { google, create } = await placeForDatabases()
    await google.remove(await create())

    await expect(create()).rejects.toThrow(
      "Error, failed to create instance zen-1: googleapi: Error 409: The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week from the deletion date., instanceAlreadyExists",
    )
    await create({ name: 'zen-2' })
  })

  test('are protected by the provider, and by Cloud SQL', async () => {
    const { google, create, account } = await placeForDatabases()
    const first = await create({ deletionProtection: true })
    const second = await create({ name: 'zen-2' }, { deletionProtectionEnabled: true })

    await expect(google.remove(first)).rejects.toThrow(
      'Error, failed to delete instance because deletion_protection is set to true. Set it to false to proceed with instance deletion',
    )
    await expect(google.remove(second)).rejects.toThrow(
      'googleapi: Error 400: The instance is protected. Please disable the deletion protection and try again.',
    )
    expect(account.objects(kinds.databaseInstance)).toHaveLength(2)
  })

  test('grow, and never shrink', async () => {
    const { google, create, net } = await placeForDatabases()
    const made = await create({}, { diskSize: 20 })

    await google.update(made, databaseInputs(net, { diskSize: 30 }))
    await expect(google.update(made, databaseInputs(net, { diskSize: 10 }))).rejects.toThrow(
      'Disk size can not be decreased',
    )
  })

  test('leave a last backup if they are told to, their other ones too, or nothing at all', async () => {
    const { google, create, account } = await placeForDatabases()
    const final = { enabled: true, retentionDays: 30 }
    const backups = () =>
      account.objects(kinds.backup).map(({ outputs }) => [outputs['type'], outputs['description']])

    await google.remove(await create())
    expect(backups()).toEqual([])
    await google.remove(
      await create({ name: 'zen-2', finalBackupDescription: 'the last one' }, { finalBackupConfig: final }),
    )
    expect(backups()).toEqual([['FINAL', 'the last one']])
    await google.remove(await create({ name: 'zen-3' }, { retainBackupsOnDelete: true }))
    expect(backups()).toContainEqual(['AUTOMATED', undefined])
  })

  test('hold databases and users, which go with them', async () => {
    const { google, create, account } = await placeForDatabases()
    const made = await create()
    await google.create(kinds.database, 'one', { name: 'one', instance: made.id })
    await google.create(kinds.user, 'u', { name: 'zenml', host: '%', instance: made.id, password: 'x' })
    await expect(google.create(kinds.database, 'one', { name: 'one', instance: made.id })).rejects.toThrow(
      'database exists',
    )
    await expect(google.create(kinds.database, 'x', { name: 'x', instance: 'lost' })).rejects.toThrow(
      'The Cloud SQL instance does not exist.',
    )
    await google.remove(made)
    expect([...account.objects(kinds.database), ...account.objects(kinds.user)]).toEqual([])
  })
})
