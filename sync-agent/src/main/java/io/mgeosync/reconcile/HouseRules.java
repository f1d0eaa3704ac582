package io.mgeosync.reconcile;

import io.mgeosync.config.SpaceSettings;
import io.mgeosync.disk.Manners;

/**
 * How the work on one bundle treats the rest of the node.
 *
 * @param fetch manners of fetching and of what it copies on this disk
 * @param verify manners of proofs that the gate waits for
 * @param scrub manners of the proofs that are not waited for
 * @param space how full the disk may be
 */
public record HouseRules(Manners fetch, Manners verify, Manners scrub, SpaceSettings space) {

  /** For one cycle that an operator waits for, without the agent. */
  public static HouseRules hurried(SpaceSettings space) {
    return new HouseRules(Manners.NONE, Manners.NONE, Manners.NONE, space);
  }
}
