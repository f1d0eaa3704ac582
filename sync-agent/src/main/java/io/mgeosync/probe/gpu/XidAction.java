package io.mgeosync.probe.gpu;

/** What an Xid, an error that the NVIDIA driver reports about a GPU, asks of the operator. */
public enum XidAction {
  /** Nothing; the GPU goes on. */
  IGNORE,
  /** The process that it hit must be started again; the GPU itself is well. */
  RESTART_APP,
  /** The GPU computes nothing trustworthy until it is reset. */
  RESET_GPU,
  /** Only a restart of the machine brings the GPU back. */
  RESTART_MACHINE
}
