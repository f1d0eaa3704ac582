package io.mgeosync.verdict.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mgeosync.manifest.Printable;
import io.mgeosync.manifest.Refusal;

/** The API server did not do what it was asked. */
public final class ApiServerException extends Refusal {
  private static final int NO_ANSWER = 0;

  private final int code;

  private ApiServerException(int code, Kind kind, String problem, String remedy, Throwable cause) {
    super(kind, problem, remedy, cause);
    this.code = code;
  }

  static ApiServerException of(String what, KubernetesClientException e) {
    int code = e.getCode();
    String problem = "the API server did not %s: %s".formatted(what, said(e));
    return switch (code) {
      case 401, 403 ->
          new ApiServerException(
              code, Kind.DENIED, problem, "apply deploy/kubernetes/rbac.yaml", e);
      case 404 ->
          new ApiServerException(
              code,
              Kind.MISSING,
              problem,
              "set kubernetes.node-name to what kubectl get nodes shows",
              e);
      default ->
          new ApiServerException(
              code, Kind.UNAVAILABLE, problem, "it is asked again; the gate does not wait", e);
    };
  }

  private static String said(KubernetesClientException e) {
    String said = e.getStatus() == null ? null : e.getStatus().getMessage();
    String why = e.getCode() == NO_ANSWER ? "no answer in time" : "HTTP " + e.getCode();
    return said == null ? why : why + ", " + Printable.line(said);
  }

  /** The HTTP status; 0 when there was no answer. */
  public int code() {
    return code;
  }
}
