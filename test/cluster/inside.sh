# Process 1 of the cluster, in its own namespaces: everything it starts or mounts is gone when it is.
set -e
cd "$DIR"
exec 8</proc/self/ns/net

# Mounts must reach the containers, and none of them the machine.
mount --make-rshared /
mount -t tmpfs tmpfs /run
mkdir -p /run/netns /run/lock /var/lib/cni
mount -t tmpfs tmpfs /var/lib/cni
mount --bind resolv.conf /etc/resolv.conf

hostname node1
ip link set lo up
nsenter --net=/proc/self/fd/9 bash -e <<CABLE
ip link del $LINK 2>/dev/null || true
ip link add $LINK type veth peer name eth0 netns /proc/self/fd/8
ip addr add $MACHINE/30 dev $LINK
ip link set $LINK up
for range in $PODS $SERVICES $LOAD_BALANCERS; do ip route replace \$range via $NODE; done
CABLE
ip addr add "$NODE/30" dev eth0
ip link set eth0 up
# Pods reach nothing outside, and learn so at once.
ip route add unreachable default
exec 8<&- 9<&-
sysctl -qw net.ipv4.ip_forward=1

[ -e pki/sa.key ] || openssl genrsa -out pki/sa.key 2048
[ -e pki/token ] || (umask 077; head -c18 /dev/urandom | base64 | tr -d /+= >pki/token)
(umask 077; echo "$(cat pki/token),admin,1,system:masters" >pki/tokens.csv)

start() { name=$1; shift; "$@" >"log/$name.log" 2>&1 </dev/null & }

start registry bin/crane registry serve --address "$NODE:5000" --disk "$DIR/registry"
start containerd containerd -c containerd.toml
# Its data is in memory: every cluster starts empty.
start etcd bin/etcd --data-dir /run/etcd --unsafe-no-fsync \
  --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
  --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380 \
  --initial-cluster default=http://127.0.0.1:2380
start apiserver bin/kube-apiserver --etcd-servers=http://127.0.0.1:2379 --secure-port=6443 \
  --bind-address=0.0.0.0 --advertise-address="$NODE" --cert-dir=pki --token-auth-file=pki/tokens.csv \
  --authorization-mode=RBAC --allow-privileged --service-cluster-ip-range="$SERVICES" \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=pki/sa.key \
  --service-account-signing-key-file=pki/sa.key --kubelet-preferred-address-types=InternalIP
apiserver=$!
until curl -sk --max-time 2 https://127.0.0.1:6443/readyz -H "Authorization: Bearer $(cat pki/token)" | grep -q '^ok'; do
  kill -0 "$apiserver"
  sleep .2
done

# The certificate that the server makes for itself comes with its authority.
(umask 077; cat >kubeconfig <<KUBECONFIG
apiVersion: v1
kind: Config
clusters:
  - name: zen-test
    cluster: {server: "https://$NODE:6443", certificate-authority-data: $(base64 -w0 pki/apiserver.crt)}
users:
  - name: admin
    user: {token: $(cat pki/token)}
contexts:
  - name: zen-test
    context: {cluster: zen-test, user: admin}
current-context: zen-test
KUBECONFIG
)

# The last run's containers are dead; their records would confuse the kubelet.
until ctr -a "$DIR/containerd.sock" version >/dev/null 2>&1; do sleep .1; done
for container in $(ctr -a "$DIR/containerd.sock" -n k8s.io containers ls -q); do
  ctr -a "$DIR/containerd.sock" -n k8s.io containers rm "$container"
done
until bin/crane push --insecure pause "$NODE:5000/pause:1"; do sleep .1; done

start controller-manager bin/kube-controller-manager --kubeconfig=kubeconfig --leader-elect=false \
  --service-account-private-key-file=pki/sa.key --root-ca-file=pki/apiserver.crt \
  --kube-api-qps=200 --kube-api-burst=400
start scheduler bin/kube-scheduler --kubeconfig=kubeconfig --leader-elect=false
start kubelet bin/kubelet --config kubelet.yaml --kubeconfig kubeconfig --root-dir "$DIR/kubelet" \
  --hostname-override node1 --node-ip "$NODE" --cert-dir "$DIR/pki"
start proxy bin/kube-proxy --config proxy.yaml
start coredns bin/coredns -conf Corefile
start stand-in "$NODE_PROGRAM" "$STAND_IN"

# Any program's end is the cluster's end.
wait -n
exit 1
