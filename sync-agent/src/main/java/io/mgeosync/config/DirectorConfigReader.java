package io.mgeosync.config;

import io.mgeosync.base.HostPort;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.base.Urls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** From the sections of a director's file to the records. */
final class DirectorConfigReader {
  private static final int MOST_POLLS = 1000;

  private DirectorConfigReader() {}

  static DirectorConfig read(ConfigSource source, YamlNode tree) {
    Section root = Section.root(source, tree, DirectorKeys.BY_SECTION);
    return new DirectorConfig(
        root.get("listen", HostPort::parse, HostPort.parse(DirectorDefaults.LISTEN)),
        root.get("state", Values::absolutePath, DirectorDefaults.STATE),
        poll(root.sectionOrEmpty("poll")),
        root.sections("nodes").stream().map(DirectorConfigReader::node).toList(),
        require(root.sectionOrEmpty("require")),
        root.get("max-ejected", Values.between(0, 100), DirectorDefaults.MAX_EJECTED),
        root.section("nginx").map(DirectorConfigReader::nginx).orElse(null),
        root.section("haproxy").map(DirectorConfigReader::haproxy).orElse(null),
        source);
  }

  private static PollSettings poll(Section section) {
    Duration interval = section.get("interval", Values::positive, DirectorDefaults.INTERVAL);
    Duration deadline = section.get("deadline", Values::positive, DirectorDefaults.DEADLINE);
    int fall = section.get("fall", Values.between(1, MOST_POLLS), DirectorDefaults.FALL);
    int rise = section.get("rise", Values.between(1, MOST_POLLS), DirectorDefaults.RISE);
    return section.make(() -> new PollSettings(interval, deadline, fall, rise));
  }

  private static RoutedNode node(Section section) {
    NodeName name = section.require("name", NodeName::new);
    URI agent = section.require("agent", Urls::http);
    ServiceAddress service = section.find("service", ServiceAddress::parse);
    NodeRole role = section.get("role", NodeRole::parse, NodeRole.PRIMARY);
    int weight =
        section.get("weight", Values.between(1, RoutedNode.MAX_WEIGHT), DirectorDefaults.WEIGHT);
    return section.make(() -> new RoutedNode(name, agent, service, role, weight));
  }

  private static RequireSettings require(Section section) {
    return new RequireSettings(
        section.find("bundle", Values::bundle), section.get("smoke", Values::bool, false));
  }

  private static NginxSettings nginx(Section section) {
    Path socket = section.find("socket", Values::absolutePath);
    String group = section.find("group", Values::text);
    Path include = section.find("include", Values::absolutePath);
    List<String> test = command(section, "test", DirectorDefaults.NGINX_TEST);
    List<String> reload = command(section, "reload", DirectorDefaults.NGINX_RELOAD);
    return section.make(() -> new NginxSettings(socket, group, include, test, reload));
  }

  private static List<String> command(Section section, String key, List<String> otherwise) {
    return section.has(key) ? section.texts(key) : otherwise;
  }

  private static HaproxySettings haproxy(Section section) {
    Path socket = section.require("socket", Values::absolutePath);
    String backend = section.require("backend", Values::text);
    return section.make(() -> new HaproxySettings(socket, backend));
  }
}
