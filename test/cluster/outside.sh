# What happens on the machine's side of a cluster. Runs under the lock of its slot; DIR and the addresses come from
# the environment.
#
#   outside.sh up     clears what a killed run left, then becomes the cluster
#   outside.sh down   clears what a cluster leaves: routes, control groups, folders of pods
set -e

clear_leftovers() {
  rm -rf "$DIR/ready" "$DIR/kubelet" "$DIR/podlogs" "$DIR/volumes" "$DIR"/containerd.sock*
  # rmdir takes only the empty ones: others belong to a living cluster.
  for group in /sys/fs/cgroup/*/k8s.io/*/; do rmdir "$group" 2>/dev/null || true; done
}

# The folder keeps what is slow to make: images, keys, the registry's content.
case "$1" in
up)
  echo locked
  read -r # the starter lays out the files first
  clear_leftovers
  mkdir -p "$DIR/log" "$DIR/registry" "$DIR/kubelet" "$DIR/pki" "$DIR/podlogs" "$DIR/volumes"
  # A dead cluster's addresses answer "unreachable" at once, and no packet for them leaves the machine.
  for range in $PODS $SERVICES "$MACHINE/24"; do ip route replace unreachable "${range%.*}.0/24" metric 4096; done
  exec 9</proc/self/ns/net # through this the inside makes the machine's end of the cable
  exec unshare --net --pid --mount --uts --ipc --fork --kill-child=KILL --mount-proc --propagation private \
    bash "$HERE/inside.sh" >"$DIR/log/init.log" 2>&1 </dev/null
  ;;
down)
  clear_leftovers
  for range in $PODS $SERVICES "$MACHINE/24"; do ip route del unreachable "${range%.*}.0/24" metric 4096 2>/dev/null || true; done
  ;;
esac
