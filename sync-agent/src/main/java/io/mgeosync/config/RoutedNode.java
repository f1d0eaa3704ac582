package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One node that requests can be sent to.
 *
 * @param name the upstream's or server's name in the load balancer's configuration
 * @param agent where its agent answers; {@code /readyz} is asked below it
 * @param service where its service answers; null where no include file is written
 * @param weight its share relative to the others of its role, 1 to {@value #MAX_WEIGHT}
 */
public record RoutedNode(
    NodeName name,
    URI agent,
    @Nullable ServiceAddress service,
    @Default("primary") NodeRole role,
    @Default("100") @Between(least = 1, most = RoutedNode.MAX_WEIGHT) int weight) {
  public static final int MAX_WEIGHT = 256;

  public RoutedNode {
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new InvalidValueException(
          "a weight is a whole number from 1 to " + MAX_WEIGHT, "write e.g. 100");
    }
  }
}
