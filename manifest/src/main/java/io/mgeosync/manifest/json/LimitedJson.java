package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Rule;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON parser with its limits, and its failures in the words of FORMAT.md. */
final class LimitedJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(8192)
                  .maxNameLength(256)
                  .maxNumberLength(1000)
                  .build())
          .build();

  private LimitedJson() {}

  /** Work on a parser. */
  @FunctionalInterface
  interface Reading<T> {
    T read(JsonParser parser) throws IOException;
  }

  static <T> T parse(byte[] bytes, Reading<T> reading) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return reading.read(parser);
    } catch (StreamConstraintsException e) {
      throw new InvalidManifestException(
          Rule.VALUE_TOO_LONG, where(e), "a string, name or number is too long");
    } catch (JsonProcessingException e) {
      throw new InvalidManifestException(Rule.NOT_JSON, where(e), e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw new InvalidManifestException(Rule.NOT_JSON, "/", "it is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "/" : "byte " + e.getLocation().getByteOffset();
  }
}
