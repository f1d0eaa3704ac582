package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Default;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How nginx follows the route: by asking for each request, by an include file, or both.
 *
 * @param socket Unix socket on which each request's node is answered; null when nginx does not ask
 * @param group the socket's group, nginx's own; null for the director's group
 * @param include the upstream file that is written; null when none is
 * @param test the command that says whether nginx's configuration is good, without a shell
 * @param reload the command that has nginx read it
 */
public record NginxSettings(
    @Nullable Path socket,
    @Nullable String group,
    @Nullable Path include,
    @Default({"nginx", "-t"}) List<String> test,
    @Default({"nginx", "-s", "reload"}) List<String> reload) {
  public NginxSettings {
    test = List.copyOf(test);
    reload = List.copyOf(reload);
    if (socket == null && include == null) {
      throw new InvalidValueException(
          "neither socket nor include says how nginx follows", "name one of the two, or both");
    }
  }
}
