#!/bin/sh
# Before each job on a node: lets it start only where the model may serve. In slurm.conf:
#
#   Prolog=/etc/slurm/prolog.sh
#   PrologFlags=Alloc
#
# A prolog that ends with anything but 0 drains the node, and its job is queued again. So only a refusal ends with another
# number; when nothing is known the job starts, also when this is mistyped or the program is not installed.
#
# Slurm writes a reason of its own then, and healthcheck.sh, which resumes only what it drained itself, leaves that node
# drained. Give it back by hand: scontrol update NodeName=… State=RESUME
#
# Time: 0.1 s for each job, 1.3 s while the agent hangs; Slurm lets a prolog run for ever unless PrologEpilogTimeout is set.
"${MGEO_SYNC:-/usr/bin/mgeo-sync}" ready --as slurm
[ $? -ne 10 ]
