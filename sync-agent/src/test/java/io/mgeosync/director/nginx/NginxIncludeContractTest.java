package io.mgeosync.director.nginx;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.config.NginxSettings;
import io.mgeosync.director.route.Actuator;
import io.mgeosync.director.route.ActuatorContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** With commands that do as nginx does; FrontIT asks nginx itself. */
final class NginxIncludeContractTest extends ActuatorContract {
  @TempDir private Path scratch;
  private Path include;
  private Path loaded;
  private Path reloads;
  private NginxInclude actuator;

  @BeforeEach
  void start() throws IOException {
    include = scratch.resolve("mgeo-upstream.conf");
    loaded = scratch.resolve("loaded");
    reloads = Files.createFile(scratch.resolve("reloads"));
    actuator =
        new NginxInclude(
            new NginxSettings(
                null,
                null,
                include,
                List.of("sh", "-c", "test ! -e '%s'".formatted(scratch.resolve("disobeys"))),
                List.of(
                    "sh",
                    "-c",
                    "cp '%s' '%s'; echo x >> '%s'".formatted(include, loaded, reloads))),
            Map.of(
                A, new ServiceAddress("10.0.0.1", 5000), B, new ServiceAddress("10.0.0.2", 5000)));
  }

  @Override
  protected Actuator actuator() {
    return actuator;
  }

  @Override
  protected List<NodeName> reached() throws IOException {
    return Files.readAllLines(loaded).stream()
        .filter(line -> line.startsWith("server ") && !line.contains(" down;"))
        .map(line -> new NodeName(line.substring(line.indexOf("# ") + 2)))
        .toList();
  }

  @Override
  protected boolean changed() throws IOException {
    boolean changed = Files.size(reloads) > 0;
    Files.writeString(reloads, "");
    return changed;
  }

  /** It reads the include that lies there. */
  @Override
  protected void restart() throws IOException {
    Files.copy(include, loaded, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  protected void disobey() throws IOException {
    Files.createFile(scratch.resolve("disobeys"));
  }
}
