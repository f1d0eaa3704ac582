package io.mgeosync.http;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Status 200 and some header fields without a body, encoded once and sent many times. */
public final class PreparedAnswer {
  private static final int OK = 200;

  /** As in {@link Answer#nothing()}: nginx asks again each time. */
  private static final HttpField STALE_AT_ONCE =
      new PreEncodedHttpField(Answer.EXPIRES, Answer.STALE_AT_ONCE);

  private final List<HttpField> fields;

  /**
   * @param fields names and values without a line break
   */
  public PreparedAnswer(Map<String, String> fields) {
    this.fields =
        fields.entrySet().stream()
            .<HttpField>map(field -> new PreEncodedHttpField(field.getKey(), field.getValue()))
            .toList();
  }

  void sendTo(Response response, Callback callback) {
    var headers = response.getHeaders();
    headers.add(STALE_AT_ONCE);
    for (HttpField field : fields) {
      headers.add(field);
    }
    response.setStatus(OK);
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }
}
