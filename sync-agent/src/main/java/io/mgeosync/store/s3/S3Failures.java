package io.mgeosync.store.s3;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.ProviderException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What an S3 server's errors mean, in words. Servers' own messages are not passed on: some quote
 * the signature or the key that they refused.
 *
 * @param location the store's URL
 * @param server where requests go, for messages
 */
record S3Failures(String bucket, String location, String server) {
  private static final Set<String> WRONG_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "TokenRefreshRequired",
          "InvalidSecurity");
  private static final Set<String> WRONG_REGION =
      Set.of(
          "PermanentRedirect",
          "Redirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "RetryHead");

  StoreException explain(Throwable failure) {
    return switch (failure) {
      case StoreException known -> known;
      case ErrorResponseException answer -> byCode(answer);
      case BusyAnswers.BusyException busy -> busy(busy);
      case IOException io -> byNetwork(io);
      case ProviderException credentials -> AwsCredentials.none(credentials);
      default -> odd(failure);
    };
  }

  /** The error code of the server's answer; empty when it did not answer with one. */
  static String codeOf(Throwable failure) {
    return failure instanceof ErrorResponseException answer
        ? String.valueOf(answer.errorResponse().code())
        : "";
  }

  private StoreException byCode(ErrorResponseException answer) {
    String code = codeOf(answer);
    if (code.equals("NoSuchBucket")) {
      return new StoreException(
          Kind.MISSING,
          "there is no bucket " + bucket + " on " + server,
          "create it, or correct the store's URL or endpoint",
          answer);
    }
    if (WRONG_CREDENTIALS.contains(code)) {
      return new StoreException(
          Kind.DENIED,
          "%s does not accept the credentials (%s)".formatted(server, code),
          "correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or the profile",
          answer);
    }
    return code.equals("RequestTimeTooSkewed") ? skewed(answer) : byRegionOrAccess(answer, code);
  }

  private StoreException skewed(ErrorResponseException answer) {
    return new StoreException(
        Kind.DENIED,
        "the clocks of this machine and of " + server + " differ too much (RequestTimeTooSkewed)",
        "set this machine's clock (chronyc tracking; timedatectl)",
        answer);
  }

  private StoreException byRegionOrAccess(ErrorResponseException answer, String code) {
    @Nullable String region = answer.response().header("x-amz-bucket-region");
    if (WRONG_REGION.contains(code)) {
      return new StoreException(
          Kind.CONFIGURATION,
          "bucket %s is not served here: %s answers %s".formatted(bucket, server, code),
          "set the store's region to " + (region == null ? "the bucket's own" : region),
          answer);
    }
    if (answer.response().code() == 403) {
      return new StoreException(
          Kind.DENIED,
          "%s does not allow this on %s (%s)".formatted(server, location, code),
          "check the credentials (AWS_ACCESS_KEY_ID, AWS_PROFILE); they need s3:GetObject and"
              + " s3:ListBucket, for publishing s3:PutObject too",
          answer);
    }
    return byStatus(answer, code);
  }

  private StoreException byStatus(ErrorResponseException answer, String code) {
    if (answer.response().code() == 409) {
      return new StoreUnavailableException(
          server + " has another write to this object under way (" + code + ")",
          "try again",
          answer);
    }
    return new StoreException(
        Kind.CONFIGURATION,
        "%s refuses the request on %s: HTTP %d %s"
            .formatted(server, location, answer.response().code(), code),
        "look the code up in the server's manual; check endpoint, region and path-style",
        answer);
  }

  private StoreException busy(BusyAnswers.BusyException busy) {
    return new StoreUnavailableException(
        "%s cannot serve now: %s".formatted(server, busy.getMessage()),
        "try again later; if it stays, look at the server",
        busy.retryAfter().orElse(null),
        busy);
  }

  private StoreException byNetwork(IOException failure) {
    String what =
        switch (failure) {
          case UnknownHostException e -> "its name does not resolve";
          case ConnectException e -> "it cannot be connected to";
          case InterruptedIOException e -> "it did not answer in time";
          case SSLException e -> "TLS failed: " + line(e);
          default -> "the connection broke: " + line(failure);
        };
    String remedy =
        failure instanceof SSLException
            ? "check the certificate's host name and authority; set ca-file for an own authority"
            : "check the endpoint, the network and the server";
    return new StoreUnavailableException(server + " is not reachable: " + what, remedy, failure);
  }

  private StoreException odd(Throwable failure) {
    return new StoreUnavailableException(
        server + " does not answer as an S3 server does: " + failure.getClass().getSimpleName(),
        "check that the endpoint is an S3 server's, and what proxy stands before it",
        failure);
  }

  private static String line(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
