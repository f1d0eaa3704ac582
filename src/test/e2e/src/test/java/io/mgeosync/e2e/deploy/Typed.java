package io.mgeosync.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects of a file as the published models see them, and what those do not know. */
final class Typed {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.ofEntries(
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("apps/v1/DaemonSet", DaemonSet.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("rbac.authorization.k8s.io/v1/ClusterRole", ClusterRole.class),
          Map.entry("rbac.authorization.k8s.io/v1/ClusterRoleBinding", ClusterRoleBinding.class),
          Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
          Map.entry("networking.istio.io/v1/DestinationRule", DestinationRule.class),
          Map.entry("networking.istio.io/v1/VirtualService", VirtualService.class));

  private Typed() {}

  static List<HasMetadata> objects(Path file) throws IOException {
    return objects(Files.readString(file));
  }

  static List<HasMetadata> objects(String text) throws IOException {
    var objects = new ArrayList<HasMetadata>();
    for (JsonNode tree : trees(text)) {
      String kind = tree.path("apiVersion").asText() + "/" + tree.path("kind").asText();
      Class<? extends HasMetadata> type = KINDS.get(kind);
      if (type == null) {
        throw new AssertionError("no model for " + kind);
      }
      objects.add(YAML.treeToValue(tree, type));
    }
    return objects;
  }

  static List<JsonNode> trees(String text) throws IOException {
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return values.readAll();
    }
  }

  /** Where a field stands that its model does not know, e.g. {@code spec.template.replica}. */
  static List<String> unknownFields(HasMetadata object) throws IllegalAccessException {
    var unknown = new ArrayList<String>();
    collect(object.getKind(), object, unknown);
    return unknown;
  }

  private static void collect(String path, @Nullable Object value, List<String> unknown)
      throws IllegalAccessException {
    if (value instanceof Collection<?> items) {
      for (Object item : items) {
        collect(path + "[]", item, unknown);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object item : map.values()) {
        collect(path + ".*", item, unknown);
      }
    } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
      fields(path, value, unknown);
    }
  }

  private static void fields(String path, Object value, List<String> unknown)
      throws IllegalAccessException {
    for (Class<?> type = value.getClass();
        type.getName().startsWith("io.fabric8.");
        type = Objects.requireNonNull(type.getSuperclass())) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !type.isEnum()) {
          field.setAccessible(true);
          field(path, field.getName(), field.get(value), unknown);
        }
      }
    }
  }

  private static void field(String path, String name, @Nullable Object value, List<String> unknown)
      throws IllegalAccessException {
    if (name.equals("additionalProperties")) {
      ((Map<?, ?>) Objects.requireNonNullElse(value, Map.of()))
          .keySet()
          .forEach(key -> unknown.add(path + "." + key));
    } else {
      collect(path + "." + name, value, unknown);
    }
  }
}
