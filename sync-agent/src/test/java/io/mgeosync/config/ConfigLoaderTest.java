package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.activate.ReloadSettings;
import io.mgeosync.base.Bandwidth;
import io.mgeosync.base.HostPort;
import io.mgeosync.base.NodeRole;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.GitSettings;
import io.mgeosync.channel.OnExpiry;
import io.mgeosync.probe.service.ServedSettings;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.SpaceSettings;
import io.mgeosync.schedule.ScheduleSettings;
import io.mgeosync.schedule.ScrubSettings;
import io.mgeosync.settings.ConfigException;
import io.mgeosync.settings.ConfigSource;
import io.mgeosync.settings.SettingsFile;
import io.mgeosync.store.PathStyle;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StorePlace;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.verdict.FailoverSettings;
import io.mgeosync.verdict.kubernetes.KubernetesSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  @TempDir private Path folder;

  static final String WHOLE =
      """
      node: gpu-node-1
      state: /srv/mgeo
      store:
        url: s3://models/prod
        endpoint: https://minio.example.com:9000
        region: cn-hangzhou
        path-style: true
        ca-file: /etc/ssl/minio.pem
        profile: sync
        timeout: 45s
        mirrors: ["http://rack-cache:8080/models", "s3://near/prod", "file:///mnt/models"]
        bandwidth: "08:00,512K 23:00,off"
      channel:
        name: staging
        poll: 2m
        max-staleness: 3d12h
        git: {url: "git@git.example.com:models.git", ref: v1, path: c/staging.yaml}
      http: {listen: "[::1]:9641"}
      environment: {python-lock: /srv/mgeo/lock.txt, config-files: [/etc/mgeo/a.json, /etc/mgeo/b]}
      peers: ["http://gpu-2:9640", "http://gpu-3:9640/"]
      bundles:
        - name: mgeo-base
          schedule: {cron: "0 3 * * *", zone: Asia/Shanghai, splay: 10m}
          keep: 3
          service:
            url: http://127.0.0.1:5000/
            body: '{"text": "杭州"}'
            version-url: http://127.0.0.1:5000/v
            version-pointer: /v
            digest-pointer: /d
            interval: 10s
            deadline: 500ms
            fall: 4
            rise: 5
            proof-deadline: 5m
            pid-file: /run/mgeo.pid
            served:
              report: header
              version-header: X-Version
              digest-header: X-Digest
              open-files: false
              loads-at-start: true
          reload: {command: [systemctl, reload, mgeo], deadline: 90s}
          scrub: {cron: "@daily", zone: UTC, splay: 0s, bandwidth: 50M}
        - name: other
          reload: {post: "http://127.0.0.1:5000/reload"}
      neighbour: {nice: 5, pause-above: 800ms, pause-at-most: 20m}
      space: {high: 85%, low: 70%}
      failover: {role: backup, weight: 50, agent-check: "0.0.0.0:9642", track-file: /run/m/track}
      kubernetes:
        node-name: gpu-1.example.com
        condition: RightModel
        readiness-gate: example.com/model
        namespace: models
        selector: app=mgeo,tier!=test
        resync: 20s
      """;

  @Test
  void everyKeyIsRead() {
    AgentConfig config = ConfigLoader.parse("agent.yaml", WHOLE);
    assertThat(config.node()).isEqualTo("gpu-node-1");
    assertThat(config.state()).isEqualTo(Path.of("/srv/mgeo"));
    assertThat(config.store())
        .isEqualTo(
            new StoreSettings(
                new StorePlace.Bucket(
                    URI.create("s3://models/prod"),
                    new S3Access(
                        URI.create("https://minio.example.com:9000"),
                        "cn-hangzhou",
                        PathStyle.PATH,
                        Path.of("/etc/ssl/minio.pem"),
                        "sync")),
                Duration.ofSeconds(45),
                List.of(
                    URI.create("http://rack-cache:8080/models"),
                    URI.create("s3://near/prod"),
                    URI.create("file:///mnt/models")),
                Bandwidth.parse("08:00,512K 23:00,off"),
                4));
    assertThat(config.channel())
        .isEqualTo(
            new ChannelSettings(
                "staging",
                Duration.ofMinutes(2),
                Duration.ofHours(84),
                OnExpiry.SERVE,
                new GitSettings("git@git.example.com:models.git", "v1", "c/staging.yaml")));
    assertThat(config.http().listen()).isEqualTo(new HostPort("::1", 9641));
    assertThat(config.neighbour())
        .isEqualTo(new NeighbourSettings(5, Duration.ofMillis(800), Duration.ofMinutes(20)));
    assertThat(config.space()).isEqualTo(new SpaceSettings(85, 70));
    assertThat(config.failover())
        .isEqualTo(
            new FailoverSettings(
                NodeRole.BACKUP, 50, new HostPort("0.0.0.0", 9642), Path.of("/run/m/track")));
    assertThat(config.kubernetes())
        .isEqualTo(
            new KubernetesSettings(
                "gpu-1.example.com",
                "RightModel",
                "example.com/model",
                "models",
                "app=mgeo,tier!=test",
                Duration.ofSeconds(20)));
    assertThat(config.environment())
        .isEqualTo(
            new EnvironmentSettings(
                Path.of("/srv/mgeo/lock.txt"),
                List.of(Path.of("/etc/mgeo/a.json"), Path.of("/etc/mgeo/b"))));
    assertThat(config.peers())
        .containsExactly(URI.create("http://gpu-2:9640"), URI.create("http://gpu-3:9640/"));
  }

  @Test
  void everyKeyOfABundleIsRead() {
    BundleSettings bundle = ConfigLoader.parse("agent.yaml", WHOLE).bundles().getFirst();
    assertThat(bundle.schedule())
        .isEqualTo(
            new ScheduleSettings("0 3 * * *", ZoneId.of("Asia/Shanghai"), Duration.ofMinutes(10)));
    assertThat(bundle.keep()).isEqualTo(3);
    assertThat(bundle.service())
        .isEqualTo(
            new ServiceSettings(
                URI.create("http://127.0.0.1:5000/"),
                "{\"text\": \"杭州\"}",
                URI.create("http://127.0.0.1:5000/v"),
                "/v",
                "/d",
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                4,
                5,
                Duration.ofMinutes(5),
                Path.of("/run/mgeo.pid"),
                null,
                new ServedSettings(
                    ServedSettings.Report.HEADER, "X-Version", "X-Digest", null, false, true)));
    assertThat(bundle.reload())
        .isEqualTo(
            new ReloadSettings.Command(
                List.of("systemctl", "reload", "mgeo"), Duration.ofSeconds(90)));
    assertThat(bundle.scrub())
        .isEqualTo(
            new ScrubSettings("@daily", ZoneId.of("UTC"), Duration.ZERO, Bandwidth.parse("50M")));
  }

  @Test
  void whatIsNotWrittenHasItsDefault() {
    AgentConfig config =
        ConfigLoader.parse(
            "a.yaml",
            """
            store: {url: "file:///mnt/models"}
            bundles: [{name: mgeo-base, service: {url: "http://127.0.0.1:5000/predict"}}]
            """);
    assertThat(config.node()).isNotBlank();
    assertThat(config.state()).isEqualTo(Path.of("/var/lib/mgeo-sync"));
    assertThat(config.store()).isEqualTo(StoreSettings.ofUrl("file:///mnt/models"));
    assertThat(config.channel()).isEqualTo(SettingsFile.defaults(ChannelSettings.class));
    assertThat(config.http().listen()).hasToString("127.0.0.1:9640");
    assertThat(config.neighbour())
        .isEqualTo(new NeighbourSettings(10, Duration.ZERO, Duration.ofMinutes(10)));
    assertThat(config.space()).isEqualTo(new SpaceSettings(95, 90));
    assertThat(config.failover()).isEqualTo(new FailoverSettings(null, 100, null, null));
    assertThat(config.kubernetes()).isNull();
    BundleSettings bundle = config.bundles().getFirst();
    assertThat(bundle.keep()).isEqualTo(2);
    assertThat(bundle.reload()).isNull();
    assertThat(bundle.schedule().cron()).isEqualTo("0 3 * * *");
    assertThat(bundle.scrub().cron()).isEqualTo("30 4 * * 0");
    assertThat(bundle.scrub().bandwidth()).isEqualTo(Bandwidth.UNLIMITED);
    ServiceSettings service = Objects.requireNonNull(bundle.service());
    assertThat(service.versionUrl()).isEqualTo(URI.create("http://127.0.0.1:5000/version"));
    assertThat(service.body()).isEqualTo("{\"text\": \"测试\"}");
  }

  @Test
  void whatAnExpiryMeansIsOneOfTwoWords() {
    String text =
        """
        store: {url: "file:///mnt/models"}
        channel: {on-expiry: refuse}
        bundles: [{name: mgeo-base}]
        """;
    ChannelSettings channel = ConfigLoader.parse("a.yaml", text).channel();
    assertThat(channel.onExpiry()).isEqualTo(OnExpiry.REFUSE);
    assertThat(channel.maxStaleness()).isNull();
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigLoader.parse("a.yaml", text.replace("refuse", "close")))
        .withMessage(
            "a.yaml:2: channel.on-expiry: \"close\" is neither serve nor refuse;"
                + " write serve or refuse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent.yaml", "readiness.yaml", "sync-only.yaml"})
  void theExamplesCanBeRead(String example) {
    assertThat(ConfigLoader.load(Path.of("../deploy", example)).bundles()).isNotEmpty();
  }

  @Test
  void aLaterStepCanPlaceItsRefusalAtAKey() {
    ConfigSource source = ConfigLoader.parse("agent.yaml", WHOLE).source();
    assertThat(source.refuse("bundles[0].schedule.cron", "p", "r"))
        .hasMessage("agent.yaml:23: bundles[0].schedule.cron: p; r");
    assertThat(source.line("bundles[0].service.fall")).isEqualTo(33);
    assertThat(source.line("bundles[1].scrub.cron")).as("not written").isEqualTo(45);
  }

  @Test
  void aFileWithAByteOrderMarkIsRead() throws Exception {
    Path file = Files.writeString(folder.resolve("agent.yaml"), "\uFEFF" + WHOLE);
    assertThat(ConfigLoader.load(file).node()).isEqualTo("gpu-node-1");
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithItsRemedy() throws Exception {
    refused(
        folder.resolve("none.yaml"), "none.yaml: there is no such file; copy deploy/agent.yaml");
    refused(folder, "this is a directory");
    refused(Files.write(folder.resolve("b"), new byte[] {(byte) 0xC3, 0x28}), "not UTF-8");
    refused(Files.write(folder.resolve("big"), new byte[2 << 20]), "larger than 1 MiB");
  }

  private static void refused(Path file, String words) {
    assertThatThrownBy(() -> ConfigLoader.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(words);
  }
}
