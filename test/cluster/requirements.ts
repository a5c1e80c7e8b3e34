/** What a cluster needs of the machine. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { toolchainObstacle } from '../../scripts/toolchain/binary.ts'

/** Programs of the toolchain that make up the node. */
export const nodePrograms = [
  ...['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy'],
  ...['coredns', 'crane', 'pause'],
] as const

/** Debian: containerd runc containernetworking-plugins iptables iproute2 util-linux procps curl openssl */
const systemPrograms = [
  ...['containerd', 'ctr', 'runc', 'iptables', 'ip', 'unshare', 'nsenter', 'setpriv', 'flock', 'mount'],
  ...['sysctl', 'curl', 'openssl'],
]

/** With the folders of system programs, which not everybody's PATH has. */
export function systemPath(): string {
  return [process.env['PATH'] ?? '', '/usr/sbin', '/sbin'].join(delimiter)
}

/** Why no cluster can run here, or `undefined`. Builds nothing. */
export function clusterObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'a node runs on Linux only'
  if (process.getuid?.() !== 0) return 'only root can make the namespaces of a node'
  const folders = systemPath().split(delimiter)
  const absent = systemPrograms.filter((name) => !folders.some((folder) => existsSync(join(folder, name))))
  if (absent.length > 0) return `not installed: ${absent.join(', ')}`
  if (!existsSync('/usr/lib/cni/bridge')) return 'not installed: containernetworking-plugins'
  const unshared = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true'])
  if (unshared.status !== 0) return 'this machine makes no namespaces, not even for root'
  return toolchainObstacle(nodePrograms)
}
