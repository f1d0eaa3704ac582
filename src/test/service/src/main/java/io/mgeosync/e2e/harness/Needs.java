package io.mgeosync.e2e.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a suite or a test, before anything of it is started, where a program is not installed; the
 * reason names the Debian package. {@code src/test/run --strict} takes such a skip for a failure.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeededPrograms.class)
public @interface Needs {
  /** As {@code src/test/programs} names them. */
  String[] value();
}
