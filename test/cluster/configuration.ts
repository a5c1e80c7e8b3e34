/** The configuration files of the node's programs, by their path in the cluster's folder. */
import type { AddressPlan } from './address-plan.ts'

/** The sandbox image of every pod, see `toolchain/pause`. */
const pauseImage = 'zen.local/pause:1'

export function configurationFiles(directory: string, plan: AddressPlan): Readonly<Record<string, string>> {
  return {
    'containerd.toml': containerd(directory),
    'certs.d/_default/hosts.toml': registryMirror(plan),
    'cni/10-bridge.conflist': podNetwork(plan),
    'kubelet.yaml': kubelet(directory, plan),
    'proxy.yaml': proxy(directory, plan),
    Corefile: names(directory, plan),
    'empty.zone': '$ORIGIN .\n@ 5 IN SOA ns. root. 1 3600 600 86400 5\n@ 5 IN NS ns.\n',
    'resolv.conf': `nameserver ${plan.node}\n`,
    hosts: '',
  }
}

// A container's score against memory shortage can't be lowered without CAP_SYS_RESOURCE.
const containerd = (directory: string) => `version = 2
root = "${directory}/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.internal.v1.opt"]
[grpc]
  address = "${directory}/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = "${pauseImage}"
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${directory}/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${directory}/certs.d"
`

/** Stands for every registry there is: an image is either pushed here or unknown at once. */
const registryMirror = ({ node }: AddressPlan) => `server = "http://${node}:5000"
[host."http://${node}:5000"]
  capabilities = ["pull", "resolve"]
`

function podNetwork({ pods }: AddressPlan): string {
  const ipam = { type: 'host-local', ranges: [[{ subnet: pods }]], routes: [{ dst: '0.0.0.0/0' }] }
  const bridge = { type: 'bridge', bridge: 'cni0', isGateway: true, ipMasq: true, hairpinMode: true, ipam }
  const ports = { type: 'portmap', capabilities: { portMappings: true } }
  return JSON.stringify({ cniVersion: '1.0.0', name: 'zen', plugins: [bridge, ports] })
}

const kubelet = (directory: string, { node }: AddressPlan) => `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: cgroupfs
failCgroupV1: false
failSwapOn: false
containerRuntimeEndpoint: unix://${directory}/containerd.sock
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
clusterDNS: [${node}]
clusterDomain: cluster.local
resolvConf: ${directory}/resolv.conf
cgroupsPerQOS: false
enforceNodeAllocatable: []
evictionHard: {}
imageGCHighThresholdPercent: 100
localStorageCapacityIsolation: false
podLogsDir: ${directory}/podlogs
`

// The settings of connection tracking belong to the machine.
const proxy = (directory: string, { pods }: AddressPlan) => `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
clientConnection: {kubeconfig: ${directory}/kubeconfig}
clusterCIDR: ${pods}
hostnameOverride: node1
conntrack: {maxPerCore: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
iptables: {minSyncPeriod: 200ms}
`

/**
 * `a-b-c-d.sslip.io` is what the real service says, `hosts` holds invented names, everything else is unknown at
 * once. The empty zone says so, because a template would answer before `kubernetes` is asked.
 */
const names = (directory: string, { node }: AddressPlan) => `.:53 {
  bind ${node}
  errors
  ready 127.0.0.1:8181
  template IN A sslip.io {
    match "(^|[.-])(?P<a>[0-9]+)-(?P<b>[0-9]+)-(?P<c>[0-9]+)-(?P<d>[0-9]+)[.]sslip[.]io[.]$"
    answer "{{ .Name }} 5 IN A {{ .Group.a }}.{{ .Group.b }}.{{ .Group.c }}.{{ .Group.d }}"
    fallthrough
  }
  hosts ${directory}/hosts {
    ttl 1
    reload 1s
    fallthrough
  }
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig ${directory}/kubeconfig
    pods insecure
    ttl 2
    fallthrough in-addr.arpa ip6.arpa
  }
  file ${directory}/empty.zone .
}
`
