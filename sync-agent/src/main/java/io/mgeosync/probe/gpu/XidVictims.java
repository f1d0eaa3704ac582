package io.mgeosync.probe.gpu;

/**
 * Whether a process that an Xid hit is one of the service's. Where it is not known which processes
 * the service is, none is: an Xid that asks to restart a process says that the GPU itself is well.
 */
@FunctionalInterface
public interface XidVictims {
  /** For a node that does not know its service. */
  XidVictims NOT_OURS = pid -> false;

  /**
   * Whether this process is one of them.
   *
   * @param pid as the kernel's log has it, in the initial PID namespace
   */
  boolean isOurs(int pid);
}
