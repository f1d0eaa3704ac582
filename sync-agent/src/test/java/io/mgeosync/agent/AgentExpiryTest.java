package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelWriter;
import io.mgeosync.channel.Pin;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an agent tells of a channel that expires soon: to all who ask, and nothing is closed. */
@Timeout(120)
final class AgentExpiryTest extends AgentSite {

  @Test
  void everyAnswerButTheVerdictItselfTellsOfIt() throws Exception {
    Pin v1 = promote("v1", 1);
    Instant expires = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    expire(expires);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      String command =
          "renew it with `mgeo-sync renew --store file://%s --channel production`"
              .formatted(folder.resolve("store"));
      assertThat(get(agent, "/readyz").body())
          .contains(
              "\"warnings\":[\"mgeo-base: channel production expires in 2 days, at " + expires)
          .contains(command);
      assertThat(get(agent, "/status").body())
          .contains("\"channel\":\"production\",\"channelSequence\":2")
          .contains("\"channelExpires\":\"" + expires + "\"")
          .contains("\"warnings\":[\"mgeo-base: channel production expires in 2 days")
          .contains(command);
      assertThat(get(agent, "/metrics").body())
          .containsPattern(
              "mgeo_sync_channel_expires_timestamp_seconds\\{bundle=\"mgeo-base\","
                  + "channel=\"production\"} \\d")
          .containsPattern("mgeo_sync_channel_read_timestamp_seconds\\{.*} \\d");
      assertThat(get(agent, "/consul").statusCode()).isEqualTo(200);
    }
  }

  private void expire(Instant at) {
    StoreSettings settings = StoreSettings.ofUrl("file://" + folder.resolve("store"));
    try (Store store = Stores.open(settings, new PrometheusRegistry())) {
      new ChannelWriter(store, "production")
          .change(
              (current, sequence) ->
                  new Channel(
                      "production",
                      sequence,
                      at,
                      current.orElseThrow().serve(),
                      current.orElseThrow().prefetch()));
    }
  }
}
