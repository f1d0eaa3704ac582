#!/bin/sh
# Takes this node out of Slurm while it may not serve, and gives it back. In slurm.conf:
#
#   HealthCheckProgram=/etc/slurm/healthcheck.sh
#   HealthCheckInterval=60
#   HealthCheckNodeState=ANY
#
# Slurm does not look at the exit code of this program: what is to be done it must do itself, with scontrol. Only a
# refusal (10) drains: an agent that is away or hung (6) says nothing about the node, and a cluster must not drain because
# of a restart of the agent. Only what this script drained does it resume, which it knows by the reason: a node that
# Slurm drained because prolog.sh refused a job stays drained until an administrator resumes it.
#
# Time: the hook ends within 0.1 s, and within 1.3 s when the agent hangs; Slurm kills the program after 60 s. A node that
# goes bad takes no new job after HealthCheckInterval at the latest: 60 s. For a check before each job: prolog.sh here.
set -u

program="${MGEO_SYNC:-/usr/bin/mgeo-sync}"
node="${SLURMD_NODENAME:-$(hostname -s)}"
mark="mgeo-sync:"

reason() {
  scontrol show node "$node" | sed -n 's/^ *Reason=\(.*\)/\1/p'
}

why=$("$program" ready 2>&1)
case $? in
  0)
    case "$(reason)" in
      "$mark"*) scontrol update NodeName="$node" State=RESUME ;;
    esac
    ;;
  10)
    # A drain with another reason stays as it is.
    if [ -z "$(reason)" ]; then
      scontrol update NodeName="$node" State=DRAIN Reason="$mark ${why#mgeo-sync: }"
    fi
    ;;
  *)
    echo "$why" >&2
    ;;
esac
