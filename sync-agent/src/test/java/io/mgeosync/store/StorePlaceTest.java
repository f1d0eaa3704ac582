package io.mgeosync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.store.StorePlace.Bucket;
import io.mgeosync.store.StorePlace.Directory;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorePlaceTest {
  @Test
  void aDirectoryIsNamedByAFileUrl() {
    assertThat(StorePlace.ofUrl("file:///mnt/my%20models"))
        .isInstanceOfSatisfying(
            Directory.class,
            directory -> assertThat(directory.path()).isEqualTo(Path.of("/mnt/my models")));
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
    assertThat(StorePlace.ofUrl(url))
        .isInstanceOfSatisfying(
            Bucket.class,
            place -> {
              assertThat(place.name()).isEqualTo(bucket);
              assertThat(place.prefix()).isEqualTo(prefix);
            });
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
    assertThatThrownBy(() -> StorePlace.ofUrl(url))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining(words);
  }

  @Test
  void s3KeysBesideADirectory_areRefused() {
    URI url = URI.create("file:///mnt/models");
    var access = new S3Access(null, "eu-1", PathStyle.AUTO, null, null);
    assertThatThrownBy(() -> StorePlace.of(url, access))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("mean nothing for a file: store");
    assertThat(StorePlace.of(url, S3Access.DEFAULT)).isEqualTo(new Directory(url));
  }

  @Test
  void urlOfTheOtherKind_isRefused() {
    URI directory = URI.create("file:///mnt/models");
    URI bucket = URI.create("s3://models");
    assertThatThrownBy(() -> new Bucket(directory, S3Access.DEFAULT))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> new Directory(bucket)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void aStoreSaysHowACommandLineNamesIt() {
    assertThat(StorePlace.ofUrl("file:///mnt/models").options())
        .isEqualTo("--store file:///mnt/models");
    var minio =
        new Bucket(
            URI.create("s3://models/prod"),
            new S3Access(
                URI.create("https://minio:9000"),
                "eu-1",
                PathStyle.AUTO,
                Path.of("/etc/our ca's.pem"),
                "ml"));
    assertThat(minio.options())
        .isEqualTo(
            "--store s3://models/prod --endpoint https://minio:9000 --region eu-1"
                + " --ca-file '/etc/our ca'\\''s.pem' --profile ml");
  }
}
