package io.mgeosync.probe;

/** One look at one thing. May block, hang or throw: {@link BoundedProbe} makes it safe to call. */
@FunctionalInterface
public interface Probe {
  ProbeResult look() throws Exception;
}
