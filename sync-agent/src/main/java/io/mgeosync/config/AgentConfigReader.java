package io.mgeosync.config;

import io.mgeosync.base.Bandwidth;
import io.mgeosync.base.Durations;
import io.mgeosync.base.HostName;
import io.mgeosync.base.HostPort;
import io.mgeosync.base.NodeRole;
import io.mgeosync.base.Urls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the file's sections to the records. */
final class AgentConfigReader {
  private AgentConfigReader() {}

  static AgentConfig read(ConfigSource source, YamlNode tree) {
    Section root = Section.root(source, tree, Keys.BY_SECTION);
    String node = root.has("node") ? root.require("node", Values::node) : HostName.get();
    return new AgentConfig(
        node,
        root.get("state", Values::absolutePath, Defaults.STATE),
        store(root),
        channel(root.sectionOrEmpty("channel")),
        http(root.sectionOrEmpty("http")),
        environment(root.sectionOrEmpty("environment")),
        root.list("peers", Urls::http),
        rollout(root.sectionOrEmpty("rollout")),
        bundles(root),
        neighbour(root.sectionOrEmpty("neighbour")),
        space(root.sectionOrEmpty("space")),
        failover(root.sectionOrEmpty("failover")),
        root.section("kubernetes").map(k -> KubernetesSection.read(k, node)).orElse(null),
        source);
  }

  private static StoreSettings store(Section root) {
    Section store =
        root.section("store")
            .orElseThrow(
                () ->
                    root.refuse(
                        "store",
                        "this key is missing",
                        "say where bundles are published, e.g. store: {url: s3://bucket/prefix}"));
    URI url = store.require("url", text -> StoreSettings.ofUrl(text).url());
    URI endpoint = store.find("endpoint", Urls::http);
    var caFile = store.find("ca-file", Values::absolutePath);
    String region = store.find("region", Values::text);
    String profile = store.find("profile", Values::text);
    PathStyle style = store.get("path-style", Values::pathStyle, Defaults.PATH_STYLE);
    Duration timeout = store.get("timeout", Values::positive, Defaults.STORE_TIMEOUT);
    List<URI> mirrors = store.list("mirrors", StoreSettings::mirror);
    Bandwidth bandwidth = store.get("bandwidth", Bandwidth::parse, Bandwidth.UNLIMITED);
    int connections =
        store.get("connections", Values.between(1, Defaults.MAX_CONNECTIONS), Defaults.CONNECTIONS);
    return store.make(
        () ->
            new StoreSettings(
                url,
                endpoint,
                region,
                style,
                caFile,
                profile,
                timeout,
                mirrors,
                bandwidth,
                connections));
  }

  private static ChannelSettings channel(Section section) {
    String name = section.get("name", ChannelSettings::requireName, Defaults.CHANNEL);
    Duration poll = section.get("poll", Values::positive, Defaults.POLL);
    Duration staleness = section.find("max-staleness", Values::positive);
    OnExpiry onExpiry = section.get("on-expiry", OnExpiry::parse, Defaults.ON_EXPIRY);
    GitSettings git = section.section("git").map(g -> git(g, name)).orElse(null);
    return new ChannelSettings(name, poll, staleness, onExpiry, git);
  }

  private static GitSettings git(Section section, String channel) {
    String url = section.require("url", GitUrl::require);
    String ref = section.get("ref", Values::text, Defaults.GIT_REF);
    String path = section.get("path", Values::text, Defaults.gitPath(channel));
    return section.make(() -> new GitSettings(url, ref, path));
  }

  private static HostPort http(Section section) {
    return section.get("listen", HostPort::parse, HostPort.parse(Defaults.LISTEN));
  }

  private static NeighbourSettings neighbour(Section section) {
    int nice = section.get("nice", Values.between(0, 19), Defaults.NICE);
    Duration above = section.get("pause-above", Values::positive, Duration.ZERO);
    Duration most = section.get("pause-at-most", Values::positive, Defaults.PAUSE_AT_MOST);
    return section.make(() -> new NeighbourSettings(nice, above, most));
  }

  private static RolloutSettings rollout(Section section) {
    return new RolloutSettings(
        section.get("max-unavailable", Values.between(1, 1000), Defaults.MAX_UNAVAILABLE),
        section.get("turn-wait", Values::positive, Defaults.TURN_WAIT));
  }

  private static SpaceSettings space(Section section) {
    int high = section.get("high", Values::percent, Defaults.SPACE_HIGH);
    int low = section.get("low", Values::percent, Defaults.SPACE_LOW);
    return section.make(() -> new SpaceSettings(high, low));
  }

  private static FailoverSettings failover(Section section) {
    return new FailoverSettings(
        section.find("role", NodeRole::parse),
        section.get("weight", Values.between(1, FailoverSettings.MAX_WEIGHT), Defaults.WEIGHT),
        section.find("agent-check", HostPort::parse),
        section.find("track-file", Values::absolutePath));
  }

  private static EnvironmentSettings environment(Section section) {
    return new EnvironmentSettings(
        section.find("python-lock", Values::absolutePath),
        section.list("config-files", Values::absolutePath));
  }

  private static List<BundleSettings> bundles(Section root) {
    var bundles = new ArrayList<BundleSettings>();
    var names = new HashSet<String>();
    for (Section section : root.sections("bundles")) {
      BundleSettings bundle = bundle(section);
      if (!names.add(bundle.name().value())) {
        throw section.refuse(
            "name",
            "the bundle " + bundle.name() + " stands here twice",
            "keep one of the two; one node keeps one release of a bundle active");
      }
      bundles.add(bundle);
    }
    return bundles;
  }

  private static BundleSettings bundle(Section section) {
    ScheduleSettings schedule =
        schedule(
            section.sectionOrEmpty("schedule"),
            new ScheduleSettings(Defaults.CRON, Defaults.zone(), Defaults.SPLAY));
    ServiceSettings service =
        section.section("service").map(AgentConfigReader::service).orElse(null);
    return new BundleSettings(
        section.require("name", Values::bundle),
        schedule,
        section.get("keep", Values.between(1, 100), Defaults.KEEP),
        service,
        SmokeSettingsReader.read(section, service),
        reload(section),
        scrub(section.sectionOrEmpty("scrub"), schedule),
        section.section("gpu").map(GpuSection::read).orElse(null));
  }

  private static ScrubSettings scrub(Section section, ScheduleSettings sync) {
    ScheduleSettings when =
        schedule(section, new ScheduleSettings(Defaults.SCRUB_CRON, sync.zone(), sync.splay()));
    return new ScrubSettings(
        when.cron(),
        when.zone(),
        when.splay(),
        section.get("bandwidth", Bandwidth::parse, Bandwidth.UNLIMITED));
  }

  private static ScheduleSettings schedule(Section section, ScheduleSettings otherwise) {
    return new ScheduleSettings(
        section.get("cron", Values::text, otherwise.cron()),
        section.get("zone", Values::zone, otherwise.zone()),
        section.get("splay", Durations::parse, otherwise.splay()));
  }

  private static ServiceSettings service(Section section) {
    URI url = section.require("url", Urls::service);
    String body = section.get("body", Values::body, Defaults.PROBE_BODY);
    URI version = section.get("version-url", Urls::service, url.resolve(Defaults.VERSION_PATH));
    String versionPointer =
        section.get("version-pointer", Values::pointer, Defaults.VERSION_POINTER);
    String digestPointer = section.get("digest-pointer", Values::pointer, Defaults.DIGEST_POINTER);
    Duration interval = section.get("interval", Values::positive, Defaults.INTERVAL);
    Duration deadline = section.get("deadline", Values::positive, Defaults.PROBE_DEADLINE);
    int fall = section.get("fall", Values.between(1, 1000), Defaults.FALL);
    int rise = section.get("rise", Values.between(1, 1000), Defaults.RISE);
    Duration proof = section.get("proof-deadline", Values::positive, Defaults.PROOF_DEADLINE);
    Path pidFile = section.find("pid-file", Values::absolutePath);
    String container = section.find("container", Values::container);
    ServedSettings served = ServedSection.read(section.sectionOrEmpty("served"));
    return section.make(
        () ->
            new ServiceSettings(
                url,
                body,
                version,
                versionPointer,
                digestPointer,
                interval,
                deadline,
                fall,
                rise,
                proof,
                pidFile,
                container,
                served));
  }

  private static @Nullable ReloadSettings reload(Section bundle) {
    return bundle.section("reload").map(AgentConfigReader::reloadHook).orElse(null);
  }

  private static ReloadSettings reloadHook(Section section) {
    Duration deadline = section.get("deadline", Values::positive, Defaults.RELOAD_DEADLINE);
    if (section.has("command") == section.has("post")) {
      throw section.refuse(
          "",
          section.has("post")
              ? "command and post exclude each other"
              : "neither command nor post says how to reload",
          "keep exactly one of them");
    }
    if (section.has("post")) {
      return new ReloadSettings.Post(section.require("post", Urls::service), deadline);
    }
    List<String> command = section.texts("command");
    return section.make(() -> new ReloadSettings.Command(command, deadline));
  }
}
