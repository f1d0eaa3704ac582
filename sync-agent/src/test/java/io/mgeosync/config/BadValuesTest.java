package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.settings.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each key with each value that somebody may write there by mistake: it is taken, or refused with
 * its file and its place. Nothing else may come out, for that would be told as a bug of ours.
 */
class BadValuesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As they stand in a file, which may be JSON. */
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "99999999999999999999",
          "1e400",
          "\"\"",
          "\" \"",
          "\"\\n\"",
          "\"a\\nb\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"模型\"",
          "\"prod/uction\"",
          "\"../x\"",
          "\"..\"",
          "\"gpu-2\"",
          "\"/predict\"",
          "\"predict:\"",
          "\"127.0.0.1\"",
          "\"127.0.0.1:99999\"",
          "\"[::::]:9640\"",
          "\"[abc]:9640\"",
          "\"[fe80::1%eth0]:9640\"",
          "\"-:9640\"",
          "\"http:\"",
          "\"http://\"",
          "\"http:///x\"",
          "\"http://a b/\"",
          "\"http://h_1/\"",
          "\"http://h:99999/\"",
          "\"http://[::::]/\"",
          "\"HTTP://h/\"",
          "\"mailto:a@b\"",
          "\"s3://\"",
          "\"s3:///x\"",
          "\"s3://Models_X\"",
          "\"file://\"",
          "\"file:x\"",
          "\"file:///a%00b\"",
          "\"file:///a%zz\"",
          "\"5\"",
          "\"5 s\"",
          "\"-5s\"",
          "\"999999999d\"",
          "\"999999999d999999999d\"",
          "\"0s\"",
          "\"5K\"",
          "\"99999999999999999999T\"",
          "\"25:00,1M\"",
          "\"101%\"",
          "\"%s%n\"",
          "\"* * *\"",
          "\"0 0 31 2 *\"",
          "\"99 99 99 99 99\"",
          "[]",
          "[null]",
          "[[]]",
          "[\"\"]",
          "[\"gpu-2\"]",
          "[\"a\\u0000b\"]",
          "[\"a\", \"a\"]",
          "[0, 0]",
          "[-1]",
          "[99999999999]",
          "[{}]",
          "{}",
          "{\"\": 1}",
          "{\"a\": {\"b\": []}}");

  private static final Map<String, String> AGENT =
      Map.of(
          "store", "{\"url\": \"file:///mnt/models\"}",
          "bundles", "[{\"name\": \"mgeo-base\"}]",
          "git", "{\"url\": \"https://git.example.com/m.git\"}",
          "service", "{\"url\": \"http://127.0.0.1:5000/\"}",
          "reload", "{\"command\": [\"true\"]}",
          "kubernetes", "{\"node-name\": \"n\"}");

  private static final Map<String, String> DIRECTOR =
      Map.of(
          "nodes",
          "[{\"name\": \"gpu-a\", \"agent\": \"http://a:9640\", \"service\": \"a:5000\"}]",
          "haproxy",
          "{\"socket\": \"/run/haproxy.sock\", \"backend\": \"mgeo\"}");

  private static final Schema AGENTS_KEYS = Schema.of(AgentConfig.class);

  static List<Arguments> agentsKeys() {
    return keys(AGENTS_KEYS);
  }

  static List<Arguments> directorsKeys() {
    return keys(Schema.of(DirectorConfig.class));
  }

  private static List<Arguments> keys(Schema schema) {
    var keys = new ArrayList<Arguments>();
    schema
        .sections()
        .forEach((section, of) -> of.forEach(key -> keys.add(Arguments.of(section, key.name()))));
    return keys;
  }

  @ParameterizedTest
  @MethodSource("agentsKeys")
  void aKeyOfTheAgentTakesAValueOrRefusesIt(String section, String key) throws Exception {
    check(ConfigLoader::parse, AGENT, section, key);
  }

  @ParameterizedTest
  @MethodSource("directorsKeys")
  void aKeyOfTheDirectorTakesAValueOrRefusesIt(String section, String key) throws Exception {
    check(ConfigLoader::parseDirector, DIRECTOR, section, key);
  }

  private static void check(
      BiFunction<String, String, Object> loader,
      Map<String, String> sections,
      String section,
      String key)
      throws Exception {
    for (String value : VALUES) {
      String text = document(sections, section, key, value);
      try {
        assertThat(loader.apply("agent.yaml", text)).as(text).isNotNull();
      } catch (ConfigException e) {
        assertThat(e.reason()).as(text).startsWith("agent.yaml:1: ").doesNotContain("null:");
        assertThat(e.remedy()).as(text).isNotBlank();
      } catch (Refusal | IllegalArgumentException e) {
        fail(text + " is refused without its place: " + e, e);
      } catch (RuntimeException e) {
        fail(text + " is taken for a bug: " + e, e);
      }
    }
  }

  private static String document(
      Map<String, String> sections, String section, String key, String value) throws Exception {
    ObjectNode root = JSON.createObjectNode();
    for (String always : new String[] {"store", "bundles", "nodes"}) {
      if (sections.containsKey(always)) {
        section(root, sections, always);
      }
    }
    // Put as text: a number such as 1e400 has no other form.
    section(root, sections, section).put(key, "@");
    return JSON.writeValueAsString(root).replace("\"@\"", value);
  }

  private static ObjectNode section(ObjectNode root, Map<String, String> sections, String name)
      throws Exception {
    if (name.isEmpty()) {
      return root;
    }
    ObjectNode parent = section(root, sections, AGENTS_KEYS.parent(name));
    if (!parent.has(name)) {
      parent.set(name, JSON.readTree(sections.getOrDefault(name, "{}")));
    }
    return (ObjectNode)
        (parent.get(name) instanceof ArrayNode list ? list.get(0) : parent.get(name));
  }
}
