package io.mgeosync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.base.InvalidValueException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreSettingsTest {
  @Test
  void aDirectoryIsNamedByAFileUrl() {
    StoreSettings store = StoreSettings.ofUrl("file:///mnt/my%20models");
    assertThat(store.isDirectory()).isTrue();
    assertThat(store.directory()).isEqualTo(Path.of("/mnt/my models"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket, bucket, ''",
    "s3://bucket/, bucket, ''",
    "s3://bucket/a/b/, bucket, a/b",
    "s3://my-old.bucket/a, my-old.bucket, a",
    "s3://bucket/模型/..a/b.., bucket, 模型/..a/b..",
  })
  void aBucketIsNamedByAnS3Url(String url, String bucket, String prefix) {
    StoreSettings store = StoreSettings.ofUrl(url);
    assertThat(store.isDirectory()).isFalse();
    assertThat(store.bucket()).isEqualTo(bucket);
    assertThat(store.prefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/mnt/models         | write file:///mnt/models",
        "mnt/models          | write file:///absolute/path or s3://bucket/prefix",
        "file://mnt/models   | write three slashes",
        "file:models         | write three slashes",
        "http://minio:9000/b | write s3://bucket/prefix here",
        "s3:///prefix        | write file:///absolute/path or s3://bucket/prefix",
        "s3://bucket/a?x=1   | a store URL has no ?",
        "gs://bucket         | this names no store",
        "s3://Models_X       | \"Models_X\" is not the name of a bucket",
        "s3://10.0.0.7/a     | \"10.0.0.7\" is not the name of a bucket",
        "s3://a..b/c         | \"a..b\" is not the name of a bucket",
        "s3://b/x/../y       | is not the name of a bucket",
        "s3://bucket/x/../y  | a prefix has no . and no .. in it",
        "s3://bucket/..      | a prefix has no . and no .. in it",
        "s3://bucket/./x     | a prefix has no . and no .. in it",
        "s3://bucket/a b     | write a space as %20",
        "''                  | this names no store",
      })
  void whatNamesNoStoreIsRefusedWithWhatWould(String url, String words) {
    assertThatThrownBy(() -> StoreSettings.ofUrl(url))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aStoreSaysHowACommandLineNamesIt() {
    assertThat(StoreSettings.ofUrl("file:///mnt/models").options())
        .isEqualTo("--store file:///mnt/models");
    var minio =
        new StoreSettings(
            URI.create("s3://models/prod"),
            URI.create("https://minio:9000"),
            "eu-1",
            PathStyle.AUTO,
            Path.of("/etc/our ca's.pem"),
            "ml",
            Duration.ofSeconds(30));
    assertThat(minio.options())
        .isEqualTo(
            "--store s3://models/prod --endpoint https://minio:9000 --region eu-1"
                + " --ca-file '/etc/our ca'\\''s.pem' --profile ml");
  }
}
