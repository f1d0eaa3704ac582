package io.mgeosync.director.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.config.NginxSettings;
import io.mgeosync.director.route.Actuator;
import io.mgeosync.director.route.Route;
import io.mgeosync.disk.DurableFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Has nginx follow through an include file, for deploy/nginx/front-include.conf: writes it, has
 * nginx test its whole configuration, and has it reload. What does not pass the test is taken back.
 *
 * <p>While that is under way the include before lies beside, as {@code …before}. It is what tells a
 * director that was killed in between that nginx may not have read the include that it finds.
 */
public final class NginxInclude implements Actuator {
  private final ServerLines lines;
  private final Change change;
  private final Command test;
  private final Command reload;

  /**
   * @param settings with an include
   * @param services where each node of any route has its service
   */
  public NginxInclude(NginxSettings settings, Map<NodeName, ServiceAddress> services) {
    Path include = Objects.requireNonNull(settings.include());
    this.lines = new ServerLines(services);
    this.change = new Change(include);
    this.test = new Command(settings.test());
    this.reload = new Command(settings.reload());
  }

  @Override
  public String name() {
    return "nginx";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Does nothing when the include is so already and nginx has read it.
   *
   * @throws NginxRefusedException in nginx's own words; the include is the one before
   */
  @Override
  public void apply(Route route) {
    byte[] wanted = lines.of(route).getBytes(UTF_8);
    if (change.isDone(wanted)) {
      return;
    }
    change.begin();
    DurableFiles.writeAtomically(change.file(), wanted);
    try {
      test.run();
    } catch (NginxRefusedException e) {
      change.takeBack();
      throw e;
    }
    reload.run();
    change.end();
  }

  @Override
  public void close() {
    // nginx keeps what it has read.
  }
}
