package dev.plenum.exhibitor;

import org.jspecify.annotations.Nullable;

/**
 * A public contact of an exhibitor.
 *
 * @param name the name of the person or department
 * @param role the job title, which is the property {@code jobTitle} of the schema; null
 * if there is none
 * @param email the e-mail address; null if there is none
 * @param phone the telephone number; null if there is none
 */
public record Contact(String name, @Nullable String role, @Nullable String email, @Nullable String phone) {

	public @Nullable String jobTitle() {
		return this.role;
	}

}
