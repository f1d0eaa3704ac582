package io.mgeosync.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot as three answers. When there is no snapshot to read, the answer is never a good one:
 * a director must not send traffic to a node that cannot say how it is.
 */
final class StatusEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(StatusEndpoints.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> UNKNOWN = List.of("the agent cannot say how this node is");

  private final Supplier<NodeStatus> status;

  StatusEndpoints(Supplier<NodeStatus> status) {
    this.status = status;
  }

  Answer live() {
    return read(s -> verdict("live", s.live(), List.of()), verdict("live", false, UNKNOWN));
  }

  Answer ready() {
    return read(s -> verdict("ready", s.ready(), s.reasons()), verdict("ready", false, UNKNOWN));
  }

  Answer status() {
    return read(s -> Answer.json(200, s.json()), verdict("ready", false, UNKNOWN));
  }

  private Answer read(Function<NodeStatus, Answer> answer, Answer otherwise) {
    try {
      return answer.apply(status.get());
    } catch (RuntimeException e) {
      LOG.error("the status cannot be read, so this node answers: not ready", e);
      return otherwise;
    }
  }

  private static Answer verdict(String word, boolean good, List<String> reasons) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField(word, good);
      json.writeArrayFieldStart("reasons");
      for (String reason : reasons) {
        json.writeString(reason);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the text is in memory", e);
    }
    return Answer.json(good ? 200 : 503, text.toString());
  }
}
