package io.mgeosync.base;

/**
 * Where a service is reached.
 *
 * @param host an address or a name, without brackets
 * @param port 1 to 65535
 */
public record ServiceAddress(String host, int port) {
  public ServiceAddress {
    if (port < 1) {
      throw new InvalidValueException("a service has a port", "write e.g. 10.0.0.1:5000");
    }
  }

  /** Reads {@code 10.0.0.1:5000}, {@code [fd00::1]:5000} or {@code name:5000}. */
  public static ServiceAddress parse(String text) {
    HostPort address = HostPort.parse(text);
    return new ServiceAddress(address.host(), address.port());
  }

  /** As a load balancer's configuration has it. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
