/** Compute Engine, as far as anybody here asks: https://cloud.google.com/compute/docs/reference/rest/v1 */
import type { View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { hasMachine, machines, regions } from '../catalogue.ts'
import { closePeering } from '../compute/peering.ts'
import { gcp } from '../gcp.ts'
import * as kinds from '../kinds.ts'
import {
  allRegions,
  computeKinds,
  computeResource,
  projectResource,
  regionResource,
  scopeOf,
} from './resources.ts'
import { absent, one, type Route, route, seen } from './route.ts'

const compute = { service: 'compute', api: 'compute.googleapis.com' }

/** Of a change that is done by the time it is asked about. */
const done = () => ({ kind: 'compute#operation', name: `operation-${freshHex(12)}`, status: 'DONE' })

export const computeRoutes: readonly Route[] = [
  route(compute, ['GET', 'projects/[p]', 'compute.projects.get'], ({ view }) => projectResource(view)),
  route(compute, ['GET', 'projects/[p]/regions', 'compute.regions.list'], ({ view }) => ({
    items: allRegions.map((region) => regionResource(region, view)),
  })),
  route(
    compute,
    ['GET', 'projects/[p]/regions/[n]', 'compute.regions.get'],
    ({ view, found: [region = ''] }) =>
      region in regions ? regionResource(region, view) : absent(`projects/${view.account}/regions/${region}`),
  ),
  route(
    compute,
    ['GET', 'projects/[p]/zones/[n]/machineTypes/[n]', 'compute.machineTypes.get'],
    ({ view, found: [zone = '', type = ''] }) =>
      hasMachine(zone, type)
        ? { name: type, guestCpus: machines[type] }
        : absent(`projects/${view.account}/zones/${zone}/machineTypes/${type}`),
  ),
  route(
    compute,
    ['GET', 'projects/[p]/aggregated/[n]', 'compute.{1}.list'],
    ({ view, found: [kind = ''] }) => ({ items: byScope(view, kind) }),
  ),
  route(
    compute,
    ['GET', '(projects/[p]/[scope])/[n]', 'compute.{2}.list'],
    ({ view, found: [place = '', kind = ''] }) => ({
      items: seen(view, computeKinds[kind] ?? [])
        .filter(({ id }) => id.startsWith(`${place}/`))
        .map((object) => computeResource(object, view)),
    }),
  ),
  route(
    compute,
    ['GET', '(projects/[p]/[scope]/[n]/[\\w-]+)', 'compute.{2}.get'],
    ({ view, found: [path = '', kind = ''] }) =>
      computeResource(one(view, computeKinds[kind] ?? [], path), view),
  ),
  route(
    compute,
    ['DELETE', '(projects/[p]/[scope]/[n]/[\\w-]+)', 'compute.{2}.delete'],
    ({ view, found: [path = '', kind = ''] }) => {
      const object = one(view, computeKinds[kind] ?? [], path)
      gcp.types[object.type]?.unmake?.(object, view)
      view.remove(object)
      return done()
    },
  ),
  route(
    compute,
    ['POST', '(projects/[p]/global/networks/[\\w-]+)/removePeering', 'compute.networks.removePeering'],
    ({ view, found: [path = ''] }) => {
      one(view, [kinds.network], path)
      closePeering(view, path)
      return done()
    },
  ),
]

/** All of a kind, by region and zone. */
function byScope(view: View, kind: string) {
  const there = seen(view, computeKinds[kind] ?? [])
  const scopes = ['global', ...new Set(there.map(scopeOf))]
  const membersIn = (scope: string) => there.filter((object) => scopeOf(object) === scope)
  return Object.fromEntries(
    scopes.map((scope) => [
      scope,
      { [kind]: membersIn(scope).map((object) => computeResource(object, view)) },
    ]),
  )
}
