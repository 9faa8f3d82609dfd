package dev.plenum.meeting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rows of {@code docs/dependents.md} that a test covers.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Row {

	/**
	 * The first two cells of each row, with a colon between them.
	 * @return the rows
	 */
	String[] value();

}
