package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A first pass in constant memory: is it one JSON object, not too deep, of a format and version
 * that is known here? Asked before anything else, so that a document of the future is refused as
 * such and not for its first unknown key.
 */
final class Preflight {
  /** What version 1 needs: document, files, file, chunks, chunk; as deep lies an expectation. */
  private static final int MAX_DEPTH = 5;

  private static final String KNOWN =
      ManifestKeys.PLAIN_VERSION + " or " + ManifestKeys.ASKING_VERSION;
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})");

  private @Nullable String format;
  private @Nullable String version;

  private Preflight() {}

  /** One of the versions that are known here; everything else is refused. */
  static String version(byte[] bytes) {
    checkUtf8(bytes);
    Preflight preflight = LimitedJson.parse(bytes, Preflight::scan);
    preflight.checkFormat();
    return preflight.knownVersion();
  }

  /** The parser itself would take broken bytes for replacement characters. */
  private static void checkUtf8(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(8192);
    CoderResult result;
    do {
      result = decoder.decode(in, out.clear(), true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw refused(Rule.NOT_JSON, "byte " + in.position(), "it is not UTF-8");
    }
  }

  private static Preflight scan(JsonParser parser) throws IOException {
    Preflight found = new Preflight();
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw refused(Rule.NOT_JSON, "/", "it is empty");
    }
    if (first != JsonToken.START_OBJECT) {
      throw refused(Rule.WRONG_TYPE, "/", "not a JSON object");
    }
    found.members(parser);
    if (parser.nextToken() != null) {
      throw refused(Rule.NOT_JSON, "/", "something follows the document");
    }
    return found;
  }

  private void members(JsonParser parser) throws IOException {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw refused(Rule.NOT_JSON, "/", "ends too early");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > MAX_DEPTH) {
        throw refused(Rule.TOO_DEEP, "/", "nested deeper than " + MAX_DEPTH);
      }
      if (depth == 1 && token == JsonToken.VALUE_STRING) {
        rememberKey(parser.currentName(), parser.getText());
      }
    }
  }

  private void rememberKey(String key, String value) {
    if (key.equals(ManifestKeys.FORMAT)) {
      format = value;
    } else if (key.equals(ManifestKeys.FORMAT_VERSION)) {
      version = value;
    }
  }

  private void checkFormat() {
    if (!ManifestKeys.FORMAT_NAME.equals(format)) {
      throw refused(Rule.UNKNOWN_FORMAT, "/format", "is not \"" + ManifestKeys.FORMAT_NAME + "\"");
    }
  }

  private String knownVersion() {
    String found = version == null ? "" : version;
    Matcher matcher = VERSION.matcher(found);
    if (!matcher.matches() || !matcher.group(1).equals("1")) {
      throw refused(Rule.UNKNOWN_MAJOR, "/formatVersion", "is not " + KNOWN);
    }
    if (!found.equals(ManifestKeys.PLAIN_VERSION) && !found.equals(ManifestKeys.ASKING_VERSION)) {
      throw refused(Rule.UNKNOWN_MINOR, "/formatVersion", "is not " + KNOWN);
    }
    return found;
  }

  private static InvalidManifestException refused(Rule rule, String where, String problem) {
    return new InvalidManifestException(rule, where, problem);
  }
}
