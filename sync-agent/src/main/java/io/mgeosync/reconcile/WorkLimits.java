package io.mgeosync.reconcile;

import io.mgeosync.disk.IoPolicy;

/**
 * How the work on one bundle treats the rest of the node.
 *
 * @param fetch manners of fetching and of what it copies on this disk
 * @param verify manners of proofs that the gate waits for
 * @param scrub manners of the proofs that are not waited for
 * @param space how full the disk may be
 */
public record WorkLimits(IoPolicy fetch, IoPolicy verify, IoPolicy scrub, SpaceSettings space) {

  /** For one cycle that an operator waits for, without the agent. */
  public static WorkLimits hurried(SpaceSettings space) {
    return new WorkLimits(IoPolicy.NONE, IoPolicy.NONE, IoPolicy.NONE, space);
  }
}
