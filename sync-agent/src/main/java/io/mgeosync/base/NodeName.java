package io.mgeosync.base;

/**
 * What a node is called, also in the configuration of a load balancer: nothing in it could end a
 * line, a header or a command there.
 */
public record NodeName(String value) implements Comparable<NodeName> {
  public NodeName {
    if (!value.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) {
      throw new InvalidValueException(
          "not a node's name: at most 63 letters, digits, dots, dashes and underscores",
          "write e.g. gpu-node-1");
    }
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
