package io.mgeosync.store.s3;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Finds out web pages where an S3 server's answer should be: of a captive portal, of a proxy that
 * wants a log-in, or of another server at a mistyped endpoint.
 */
final class PageAnswers implements Interceptor {

  /** What answered is no S3 server. */
  static final class PageException extends IOException {
    PageException(String what) {
      super(what);
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (isForeign(response)) {
      response.close();
      throw new PageException(describe(response));
    }
    return response;
  }

  private static boolean isForeign(Response response) {
    boolean amazonian =
        response.headers().names().stream()
            .anyMatch(name -> name.regionMatches(true, 0, "x-amz-", 0, 6));
    if (amazonian || type(response).contains("xml")) {
      return false;
    }
    boolean head = response.request().method().equals("HEAD");
    // An object that is a web page is one, too; but no S3 server leaves out when it was stored.
    return response.isRedirect()
        || (response.isSuccessful() && head && response.header("Last-Modified") == null);
  }

  private static String describe(Response response) {
    @Nullable String location = response.header("Location");
    String status = "HTTP " + response.code();
    if (location != null) {
      return status + ", which leads to " + host(location);
    }
    return type(response).isEmpty() ? status : status + " and " + type(response);
  }

  /** The rest of such an address may hold a secret. */
  private static String host(String location) {
    return location.replaceAll("^([a-z]+://)?[^/]*@", "$1").replaceAll("(?<!/)[/?#](?!/).*$", "");
  }

  private static String type(Response response) {
    @Nullable String type = response.header("Content-Type");
    return type == null ? "" : type;
  }
}
