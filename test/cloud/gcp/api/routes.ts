/** What Google Cloud's API answers over HTTP: as much of it as anybody here asks. */
import { refuse } from '../../frame/fields.ts'
import { textAt, textsAt } from '../../frame/properties.ts'
import { masterVersions, regions, tiers } from '../catalogue.ts'
import { regionOf } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { isDenied } from '../permissions.ts'
import { computeRoutes } from './compute-routes.ts'
import { allRegions, clusterResource, databaseResource } from './resources.ts'
import { one, type Route, route, seen } from './route.ts'

const container = { service: 'container', api: 'container.googleapis.com' }
const sql = { service: 'sql', api: 'sqladmin.googleapis.com' }
const iam = { service: 'iam', api: 'iam.googleapis.com' }

const containerRoutes: readonly Route[] = [
  route(container, ['GET', 'projects/[p]/locations/-/clusters', 'container.clusters.list'], ({ view }) => ({
    clusters: seen(view, [kinds.cluster]).map((object) => clusterResource(object, view)),
  })),
  route(
    container,
    ['GET', 'projects/[p]/locations/[n]/serverConfig', 'container.clusters.list'],
    ({ found: [location = ''] }) =>
      regionOf(location) in regions
        ? { validMasterVersions: masterVersions }
        : refuse('badRequest', `Location "${location}" does not exist.`),
  ),
  route(
    container,
    ['GET', '(projects/[p]/locations/[\\w-]+/clusters/[\\w-]+)', 'container.clusters.get'],
    ({ view, found: [path = ''] }) => {
      const found = view.find(kinds.cluster, path)
      return found ? clusterResource(found, view) : refuse('notFound', `Not found: ${path}.`, 404)
    },
  ),
]

const sqlRoutes: readonly Route[] = [
  route(sql, ['GET', 'projects/[p]/instances', 'cloudsql.instances.list'], ({ view }) => ({
    items: seen(view, [kinds.databaseInstance]).map(databaseResource),
  })),
  route(sql, ['GET', 'projects/[p]/backups', 'cloudsql.backupRuns.list'], ({ view }) => ({
    backups: seen(view, [kinds.backup]).map(({ outputs }) => outputs),
  })),
  route(sql, ['GET', 'projects/[p]/tiers', 'cloudsql.instances.list'], () => ({
    items: tiers.map((tier) => ({ tier, region: allRegions })),
  })),
]

const iamRoutes: readonly Route[] = [
  route(iam, ['GET', 'projects/[p]/serviceAccounts', 'iam.serviceAccounts.list'], ({ view }) => ({
    accounts: seen(view, [kinds.account]).map(({ outputs }) => outputs),
  })),
  route(
    iam,
    ['GET', '(projects/[p]/serviceAccounts/[^/]+)', 'iam.serviceAccounts.get'],
    ({ view, found: [path = ''] }) => one(view, [kinds.account], path).outputs,
  ),
]

/** What is asked before any API is enabled. */
const projectRoutes: readonly Route[] = [
  route({ service: 'projects' }, ['GET', 'projects/[p]', 'resourcemanager.projects.get'], ({ view }) => ({
    ...{ projectId: view.account, projectNumber: '471112471112', lifecycleState: 'ACTIVE' },
  })),
  route(
    { service: 'projects' },
    ['POST', 'projects/[p]:testIamPermissions', 'login.always'],
    ({ session, body }) => ({
      permissions: textsAt(body, 'permissions').filter(
        (permission) => !isDenied(session.identity, permission),
      ),
    }),
  ),
  route(
    { service: 'services' },
    ['GET', 'projects/[p]/services', 'serviceusage.services.list'],
    ({ view }) => ({
      services: seen(view, [kinds.service]).map(({ outputs }) => ({
        ...{ config: { name: textAt(outputs, 'service') }, state: 'ENABLED' },
      })),
    }),
  ),
  route(
    { service: 'billing' },
    ['GET', 'projects/[p]/billingInfo', 'resourcemanager.projects.get'],
    ({ view }) => ({ billingEnabled: view.quota('BILLING') > 0 }),
  ),
]

export const routes: readonly Route[] = [
  ...[...computeRoutes, ...containerRoutes, ...sqlRoutes, ...iamRoutes, ...projectRoutes],
]
