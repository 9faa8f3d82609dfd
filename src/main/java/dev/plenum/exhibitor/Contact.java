package dev.plenum.exhibitor;

import org.jspecify.annotations.Nullable;

/**
 * Whom to ask at an exhibitor, shown to everybody.
 *
 * @param name who it is, or what
 * @param role what they do there; null if nobody said
 * @param email the e-mail address; null if there is none
 * @param phone the telephone number; null if there is none
 */
public record Contact(String name, @Nullable String role, @Nullable String email, @Nullable String phone) {

}
