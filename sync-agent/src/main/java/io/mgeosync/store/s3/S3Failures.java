package io.mgeosync.store.s3;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.ProviderException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern STATUS = Pattern.compile("Response code: (\\d{3})");
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
      case PageAnswers.PageException page -> foreign(page.getMessage(), page);
      case IOException io -> byNetwork(io);
      case ProviderException credentials -> AwsCredentials.none(credentials);
      default -> odd(failure);
    };
  }

  /** The error code of the server's answer; empty when it did not answer with one. */
  static String codeOf(Throwable failure) {
    return failure instanceof ErrorResponseException answer
        ? Objects.requireNonNullElse(answer.errorResponse().code(), "")
        : "";
  }

  private StoreException byCode(ErrorResponseException answer) {
    String code = codeOf(answer);
    return switch (code) {
      case "NoSuchBucket" ->
          new StoreException(
              Kind.MISSING,
              "there is no bucket " + bucket + " on " + server,
              "create it, or correct the store's URL or endpoint",
              answer);
      case "InvalidAccessKeyId" ->
          denied(
              answer,
              "%s does not know the access key (%s)",
              "correct AWS_ACCESS_KEY_ID or the profile; each server has keys of its own");
      case "SignatureDoesNotMatch" ->
          denied(
              answer,
              "the secret key is not the one that %s knows for this access key (%s)",
              "correct AWS_SECRET_ACCESS_KEY or the profile; if it is right, look for a proxy that"
                  + " changes the Host header or the path");
      case "ExpiredToken", "TokenRefreshRequired" ->
          denied(
              answer,
              "the session token has expired for %s (%s)",
              "get new temporary credentials, or unset AWS_SESSION_TOKEN");
      case "InvalidToken", "InvalidSecurity" ->
          denied(
              answer,
              "%s does not accept the session token (%s)",
              "set AWS_SESSION_TOKEN to the one that came with the key, or unset it where the key"
                  + " is a lasting one");
      case "RequestTimeTooSkewed", "RequestExpired" -> skewed(answer, code);
      default -> byRegionOrAccess(answer, code);
    };
  }

  private StoreException denied(ErrorResponseException answer, String what, String remedy) {
    return new StoreException(Kind.DENIED, what.formatted(server, codeOf(answer)), remedy, answer);
  }

  private StoreException skewed(ErrorResponseException answer, String code) {
    String there =
        ServerClock.parse(answer.response().header("Date"))
            .map(time -> "; there it is " + time)
            .orElse("");
    return new StoreException(
        Kind.DENIED,
        "the clocks of this machine and of %s differ too much (%s)%s"
            .formatted(server, code, there),
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
          "give the key s3:GetObject there, for publishing s3:PutObject and s3:ListBucket, too;"
              + " without s3:ListBucket an object that is missing is refused in this way as well",
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
    String how =
        switch (failure) {
          case ServerException e -> "HTTP " + e.statusCode();
          case InvalidResponseException e -> "no XML (%s)".formatted(statusIn(e));
          case XmlParserException e -> "XML that is not S3's";
          default -> "without the headers that S3 has";
        };
    return foreign(how, failure);
  }

  private StoreException foreign(@Nullable String how, Throwable failure) {
    return new StoreUnavailableException(
        "%s does not answer as an S3 server does: %s".formatted(server, how),
        "check that the endpoint is an S3 server's, and what stands before it: a proxy, or a"
            + " captive portal that wants a log-in",
        failure);
  }

  /** Only the number out of the SDK's text, which quotes what was answered. */
  private static String statusIn(InvalidResponseException failure) {
    Matcher status = STATUS.matcher(String.valueOf(failure.getMessage()));
    return status.find() ? "HTTP " + status.group(1) : "unknown status";
  }

  private static String line(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
